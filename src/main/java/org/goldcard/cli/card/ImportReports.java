package org.goldcard.cli.card;

import java.util.List;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.issuing.TalentRegistry.Result;
import org.goldcard.issuing.list.Fault;
import org.goldcard.issuing.list.ImportReport;

/**
 * What came of an imported list, for people. It names lines and columns, never a cell's content.
 */
final class ImportReports {
  private ImportReports() {}

  static void print(ImportReport report, Screen screen) {
    faults(report.faults(), screen);
    faults(report.remarks(), screen);
    report
        .unreachable()
        .forEach(
            who ->
                screen.say(
                    "第%d行 %s（%s）无手机和邮箱，由窗口联系".formatted(who.line(), who.name(), who.district()),
                    "line %d has neither phone nor e-mail: for the window".formatted(who.line())));
    report.rejected().ifPresent(file -> screen.say("有误的行已写入 " + file, "Bad rows are in " + file));
    for (Result result : Result.values()) {
      if (report.count(result) > 0) {
        screen.tell("%-14s %8d  %s".formatted(result, report.count(result), zh(result)));
      }
    }
    conclude(report, screen);
  }

  private static void faults(List<Fault> faults, Screen screen) {
    for (Fault fault : faults) {
      screen.say(fault.sentenceZh(), fault.sentenceEn());
    }
  }

  private static void conclude(ImportReport report, Screen screen) {
    int bad = report.badRows();
    String zh = "共%d行，有误%d行，".formatted(report.rows(), bad);
    String en = "%d rows, %d bad, ".formatted(report.rows(), bad);
    String rest = bad == 0 ? "" : "其余";
    String others = bad == 0 ? "" : "the others ";
    screen.tell(
        report.recorded()
            ? zh + rest + "已导入 / " + en + others + "imported"
            : zh + "未导入任何行 / " + en + "nothing imported");
  }

  private static String zh(Result result) {
    return switch (result) {
      case NEW -> "新认定";
      case UPGRADED -> "升级";
      case RENEWED -> "续期";
      case LOWERED_LATER -> "原期满后调低";
      case LOWERED -> "调低";
      case CORRECTED -> "更正";
      case UPDATED -> "资料更新";
      case UNCHANGED -> "无变化";
      case CONFLICT -> "与登记冲突";
    };
  }
}
