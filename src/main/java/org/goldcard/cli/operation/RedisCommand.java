package org.goldcard.cli.operation;

import java.util.List;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import picocli.CommandLine.Command;

/** Prepares a Redis for the service: its functions, its users. Addresses are never arguments. */
@Command
public final class RedisCommand implements GuidedCommand {
  private final CommandPorts ports;
  private final Task task;

  /** What is done. */
  public enum Task {
    LOAD_FUNCTIONS,
    ACL
  }

  /** One task over these ports. */
  public RedisCommand(Task task, CommandPorts ports) {
    this.task = task;
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return task == Task.LOAD_FUNCTIONS
        ? new Guide(
            "把函数库装入Redis，使用REDIS_DEPLOY_URL中的部署用户",
            "Load the functions into Redis, as the user of REDIS_DEPLOY_URL",
            List.of("REDIS_DEPLOY_URL_FILE=/run/secrets/deploy goldcard redis load-functions"),
            List.of(ExitCode.STORE_UNAVAILABLE, ExitCode.NOT_READY))
        : new Guide(
            "列出服务用户与部署用户的访问规则，须在每台Redis上执行",
            "Print the access rules of the service's and the deploy user, for each Redis server",
            List.of("goldcard redis acl"),
            List.of(ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    if (task == Task.ACL) {
      ports.servers().redisUsers().forEach(ports.screen()::tell);
    } else {
      int version = ports.servers().loadFunctions();
      ports.screen().tell("函数库第" + version + "版已装入 / Functions loaded, version " + version);
    }
    return ExitCode.OK.number();
  }
}
