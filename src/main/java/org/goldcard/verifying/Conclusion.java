package org.goldcard.verifying;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a judgement and what was remembered into the answer. Pure; a refusal is never softened
 * here.
 */
public final class Conclusion {
  /** What staff ask for when the masked name is not at hand. */
  public static final SiteRules.Check ASK_NAME =
      new SiteRules.Check(
          "ASK_NAME",
          new SiteRules.Phrase(
              "暂无法显示姓名：请持卡人说出姓名，并与本人证件核对",
              "Name not at hand: ask the holder's name and compare it with the ID"));

  /** What staff do when the ID reader read another document. */
  static final SiteRules.Check TAIL_DIFFERS =
      new SiteRules.Check(
          "DOCUMENT_TAIL_DIFFERS",
          new SiteRules.Phrase(
              "所读证件与登记证件尾号不符，请人工核对", "The document read is not one on record: check by hand"));

  private Conclusion() {}

  /** The answer where nothing had to be remembered. */
  public static Verification of(String verificationId, Judgement judgement) {
    return build(verificationId, judgement, judgement.code(), null);
  }

  /** The answer, with what the memory knew. */
  public static Verification of(String verificationId, Judgement judgement, ScanMemory.Note note) {
    return build(verificationId, judgement, settle(judgement, note), note);
  }

  /**
   * Whether the same request came before with something else: then there is no answer but a
   * conflict.
   */
  public static boolean conflicts(ScanMemory.Note note) {
    return note.requestConflict();
  }

  private static ResultCode settle(Judgement judgement, ScanMemory.Note note) {
    if (judgement.code() != ResultCode.VALID) {
      return judgement.code();
    }
    boolean used =
        note.use() == ScanMemory.Use.ELSEWHERE
            || (note.use() == ScanMemory.Use.SAME_SCANNER
                && !judgement.scan().scanner().attended());
    if (used) {
      return ResultCode.CODE_USED;
    }
    ScanMemory.Visit visit = note.visit();
    boolean again =
        judgement.rules().visits() == SiteRules.Visits.LIMITED
            && visit != null
            && visit.count() > 1;
    return again ? ResultCode.REPEAT_TODAY : ResultCode.VALID;
  }

  private static Verification build(
      String verificationId, Judgement judgement, ResultCode code, ScanMemory.@Nullable Note note) {
    SiteRules.Item item = judgement.item();
    boolean inside = code.admits() && item != null;
    ScanMemory.Display display = note == null || !inside ? null : note.display();
    boolean shared = note == null || note.shared();
    return new Verification(
        verificationId,
        code,
        admit(judgement, code, item, display),
        colour(judgement, code, shared),
        inside ? holder(judgement, display) : null,
        item == null ? null : benefit(item),
        inside && item != null ? checks(judgement, item, display) : List.of(),
        inside && item != null ? item.maxPersons() : 0,
        note == null || !inside ? null : note.visit(),
        note != null && inside && note.use() != ScanMemory.Use.FRESH,
        shared,
        judgement.list(),
        judgement.presented().skew(),
        judgement.at());
  }

  private static Verification.Admit admit(
      Judgement judgement,
      ResultCode code,
      SiteRules.@Nullable Item item,
      ScanMemory.@Nullable Display display) {
    if (!code.admits()) {
      return Verification.Admit.NO;
    }
    if (code == ResultCode.FREE_FOR_ALL) {
      return Verification.Admit.YES;
    }
    boolean proven = tailMatches(judgement, display) && item != null && item.asksForIdAlone();
    boolean open = proven || (item != null && !item.ownIdRequired());
    return open && code == ResultCode.VALID
        ? Verification.Admit.YES
        : Verification.Admit.AFTER_CHECK;
  }

  private static boolean tailMatches(Judgement judgement, ScanMemory.@Nullable Display display) {
    String tail = judgement.scan().documentTail();
    return tail != null
        && display != null
        && display.documentTails().stream().anyMatch(tail::equalsIgnoreCase);
  }

  /**
   * A list past its age is closed where the venue says so; a memory of one node only is never
   * green.
   */
  private static ResultCode.Colour colour(Judgement judgement, ResultCode code, boolean shared) {
    if (code == ResultCode.LIST_STALE && judgement.rules().closedWhenStale()) {
      return ResultCode.Colour.RED;
    }
    boolean dim = code == ResultCode.VALID && !shared;
    return dim ? ResultCode.Colour.AMBER : code.colour();
  }

  private static Verification.Holder holder(
      Judgement judgement, ScanMemory.@Nullable Display display) {
    String name = display == null ? null : display.maskedName();
    List<String> tails = display == null ? List.of() : display.documentTails();
    String tail = tails.isEmpty() ? null : tails.get(0);
    return new Verification.Holder(name, tail, judgement.card().lastDay());
  }

  private static Verification.Benefit benefit(SiteRules.Item item) {
    return new Verification.Benefit(
        item.code(), item.benefit(), item.legalBasis(), item.agreementNo(), item.exclusions());
  }

  private static List<SiteRules.Check> checks(
      Judgement judgement, SiteRules.Item item, ScanMemory.@Nullable Display display) {
    List<SiteRules.Check> checks = new ArrayList<>(item.checks());
    if (display == null) {
      checks.add(0, ASK_NAME);
    } else if (judgement.scan().documentTail() != null && !tailMatches(judgement, display)) {
      checks.add(0, TAIL_DIFFERS);
    }
    return List.copyOf(checks);
  }
}
