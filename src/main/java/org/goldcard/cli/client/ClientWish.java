package org.goldcard.cli.client;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.goldcard.card.Validity;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Owner;
import org.goldcard.partners.Scope;
import org.goldcard.partners.Scopes;
import org.goldcard.partners.terms.AddressRange;
import org.goldcard.partners.terms.Contact;
import org.goldcard.partners.terms.Quota;
import org.goldcard.partners.terms.Reach;
import org.goldcard.partners.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Applies options to a client: every mistake is told, in both languages, and none is echoed. */
final class ClientWish {
  private static final String NEVER = "never";
  private static final String ANYWHERE = "any";

  private final ClientOptions options;
  private final List<String> zh = new ArrayList<>();
  private final List<String> en = new ArrayList<>();

  ClientWish(ClientOptions options) {
    this.options = options;
  }

  /**
   * A new client.
   *
   * @throws CommandRefused naming every mistake
   */
  Client fresh(String id, boolean sandbox) {
    require(
        id.matches("[A-Za-z0-9._-]{1,64}"),
        "标识应为1至64个字母、数字或 . _ -",
        "The id is 1 to 64 letters, digits or . _ -");
    require(
        options.name != null && (options.scopes != null || sandbox),
        "须给出 --name 和 --scope",
        "Give --name and --scope");
    Client blank = new Client(id, "", Set.of(), null, null, false, null);
    Client client = applied(blank.on(Terms.NONE.inSandbox(sandbox)));
    refuse();
    return client;
  }

  /**
   * A known client with what the options change.
   *
   * @throws CommandRefused naming every mistake
   */
  Client changed(Client before) {
    Client client = applied(before);
    refuse();
    return client;
  }

  /** Who answers for it, with what the options change. */
  Owner owner(Owner before) {
    List<Contact> contacts = new ArrayList<>();
    for (String text : options.contacts == null ? List.<String>of() : options.contacts) {
      Optional<Contact> contact = Contact.parse(text);
      require(
          contact.isPresent(),
          "--contact 应为邮箱、电话或两者，可加 zh 或 en",
          "--contact is an e-mail address, a phone number or both, with zh or en");
      contact.ifPresent(contacts::add);
    }
    refuse();
    return new Owner(
        options.organisation == null ? before.organisation() : options.organisation,
        options.contacts == null ? before.contacts() : contacts);
  }

  private Client applied(Client before) {
    Scopes scopes = scopes(before);
    boolean moved = options.venue != null || options.area != null;
    boolean area = moved ? options.area != null : before.terms().area();
    String venue = moved ? (area ? options.area : options.venue) : before.venueId();
    String checkpoint =
        options.checkpoint != null ? options.checkpoint : moved ? null : before.checkpoint();
    boolean verifies = scopes.all().contains(Scope.VERIFY);
    boolean placed = venue != null && (area ? checkpoint == null : checkpoint != null);
    require(
        verifies ? placed : venue == null && checkpoint == null,
        "有 verify 权限的须给出 --venue 和 --checkpoint，或 --area；其他的不得给出",
        "With the scope verify, and only then, give --venue and --checkpoint, or --area");
    require(
        options.venue == null || options.area == null,
        "--venue 与 --area 不能同时给出",
        "Give --venue or --area, not both");
    String name = options.name == null ? before.name() : options.name;
    require(
        options.name == null || (!name.isBlank() && name.length() <= 100),
        "--name 应为1至100个字符",
        "--name is 1 to 100 characters");
    Terms terms =
        new Terms(scopes.reach(), area, before.terms().sandbox(), quota(before), from(before));
    boolean attended = options.attended == null ? before.attended() : options.attended;
    return new Client(
        before.id(), name, scopes.all(), venue, checkpoint, attended, end(before), terms);
  }

  private Scopes scopes(Client before) {
    Scopes known = new Scopes(before.scopes(), before.terms().reach());
    if (options.scopes == null) {
      return known;
    }
    Optional<Scopes> read = Scopes.parse(options.scopes);
    boolean real = read.map(s -> !s.all().contains(Scope.SANDBOX)).orElse(false);
    require(
        real,
        "--scope：没有这种权限；沙箱客户端用 --sandbox",
        "--scope: there is no such scope; for the sandbox there is --sandbox");
    return real ? read.orElse(known) : new Scopes(Set.of(), Reach.ALL);
  }

  private Quota quota(Client before) {
    int minute = orElse(options.perMinute, before.terms().quota().perMinute());
    int day = orElse(options.perDay, before.terms().quota().perDay());
    boolean right =
        minute >= 0 && minute <= Quota.MOST_PER_MINUTE && day >= 0 && day <= Quota.MOST_PER_DAY;
    require(
        right,
        "--per-minute 应为0至1000000，--per-day 应为0至1000000000",
        "--per-minute is 0 to 1000000, --per-day 0 to 1000000000");
    return right ? new Quota(minute, day) : Quota.NONE;
  }

  private static int orElse(@Nullable Integer wanted, int known) {
    return wanted == null ? known : wanted;
  }

  private List<AddressRange> from(Client before) {
    List<String> wanted = options.addresses;
    if (wanted == null) {
      return before.terms().addresses();
    }
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : wanted.equals(List.of(ANYWHERE)) ? List.<String>of() : wanted) {
      Optional<AddressRange> range = AddressRange.parse(text);
      require(
          range.isPresent(),
          "--from 应为 IPv4 或 IPv6 地址段，如 10.1.0.0/16",
          "--from is an IPv4 or IPv6 range, such as 10.1.0.0/16");
      range.ifPresent(ranges::add);
    }
    return ranges;
  }

  private @Nullable Instant end(Client before) {
    String wanted = options.lastDay;
    if (wanted == null) {
      return before.expiresAt();
    }
    try {
      return wanted.equals(NEVER) ? null : Validity.endOf(LocalDate.parse(wanted));
    } catch (DateTimeParseException e) {
      require(false, "--expires 应为日期，如 2027-11-30", "--expires is a date, such as 2027-11-30");
      return null;
    }
  }

  private void require(boolean right, String chinese, String english) {
    if (!right && !zh.contains(chinese)) {
      zh.add(chinese);
      en.add(english);
    }
  }

  private void refuse() {
    if (!zh.isEmpty()) {
      throw Checks.usage(String.join("；", zh), String.join("; ", en));
    }
  }
}
