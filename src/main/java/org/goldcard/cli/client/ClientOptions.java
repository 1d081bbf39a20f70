package org.goldcard.cli.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of a client; what is not given stays as it is. */
final class ClientOptions {
  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = {"名称", "What people call it"})
  @Nullable String name;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = {
        "权限，可多次给出：verify（或 verify:park、verify:item:编码） introspect introspect:class",
        "cards:read cards:issue cards:suspend cards:close cards:upgrade codes status",
        "What it may do; may be given several times"
      })
  @Nullable List<String> scopes;

  @Option(
      names = "--venue",
      paramLabel = "VENUE",
      description = {"核验场所编号", "The venue it scans for"})
  @Nullable String venue;

  @Option(
      names = "--checkpoint",
      paramLabel = "CHECKPOINT",
      description = {"核验点编号", "Its entrance or desk"})
  @Nullable String checkpoint;

  @Option(
      names = "--area",
      paramLabel = "VENUE",
      description = {
        "区域编号：可用于其下任一场所，每次请求须写明核验点",
        "An area: it scans anywhere inside, and each request says where"
      })
  @Nullable String area;

  @Option(
      names = "--attended",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = {"有工作人员值守", "Staff stand beside it"})
  @Nullable Boolean attended;

  @Option(
      names = "--organisation",
      paramLabel = "TEXT",
      description = {"所属单位", "Whose it is"})
  @Nullable String organisation;

  @Option(
      names = "--contact",
      paramLabel = "EMAIL,PHONE,zh|en",
      description = {
        "到期提醒联系人：邮箱、电话或两者，可加语言；可多次给出",
        "Whom to tell before it ends, in which language; may be given several times"
      })
  @Nullable List<String> contacts;

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      description = {
        "最后有效日；never为无期限",
        "The last day on which it may do anything; never for no end"
      })
  @Nullable String lastDay;

  @Option(
      names = "--per-minute",
      paramLabel = "N",
      description = {"每分钟请求配额；0为不限", "Requests a minute; 0 for no quota"})
  @Nullable Integer perMinute;

  @Option(
      names = "--per-day",
      paramLabel = "N",
      description = {"每日请求配额；0为不限", "Requests a day; 0 for no quota"})
  @Nullable Integer perDay;

  @Option(
      names = "--from",
      paramLabel = "CIDR",
      description = {
        "允许的来源地址段（IPv4或IPv6），可多次给出；any为不限",
        "Where it may call from; may be given several times; any for anywhere"
      })
  @Nullable List<String> addresses;
}
