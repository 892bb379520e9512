package dev.adjoint.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// How the help of a command looks.
final class Help {
  private Help() {}

  /// The help of a command, without an end of line after the last. After this, its command line can
  /// be read no more.
  static String of(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    UsageMessageSpec usage = spec.usageMessage();
    usage.synopsisHeading("%nUsage: ");
    usage.descriptionHeading(usage.description().length == 0 ? "" : "%n");
    usage.parameterListHeading("%n");
    usage.commandListHeading("%nCommands:%n");
    usage.optionListHeading("%nOptions:%n");
    usage.footerHeading("%n");
    usage.sortOptions(false);
    spec.parser().separator(" "); // shown between an option and its value
    return command.getUsageMessage(new ColorScheme.Builder(Ansi.OFF).build()).stripTrailing();
  }
}
