package io.flipside.cli;

import io.flipside.UserError;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The top of the command line. */
@Command(
        name = "flipside",
        mixinStandardHelpOptions = true,
        version = "flipside 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Asks a video classifier: what would have had to happen in this clip for you to say something else?",
        subcommands = {
            DemoCommand.class,
            ExplainCommand.class,
            RenderCommand.class,
            TrainCommand.class,
            ConformanceCommand.class,
            MeasureCommand.class
        })
final class FlipsideCommand {
    /** Exit status for bad input. */
    static final int BAD_INPUT = 2;

    private static final int FAILURE = 1;

    @Option(
            names = "--stack-trace",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an unexpected failure.")
    private boolean stackTrace;

    static CommandLine commandLine() {
        FlipsideCommand top = new FlipsideCommand();
        CommandLine line = new CommandLine(top);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((exception, arguments) -> {
            PrintWriter err = exception.getCommandLine().getErr();
            err.println("error: " + exception.getMessage() + " See '"
                    + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
            return BAD_INPUT;
        });
        line.setExecutionExceptionHandler((exception, command, result) -> {
            PrintWriter err = command.getErr();
            if (exception instanceof UserError) {
                err.println("error: " + oneLine(exception.getMessage()));
                return BAD_INPUT;
            }
            err.println("error: unexpected failure: " + oneLine(exception.toString())
                    + ". Run again with --stack-trace and report it.");
            if (top.stackTrace) {
                exception.printStackTrace(err);
            }
            return FAILURE;
        });
        return line;
    }

    // file names are untrusted: nothing in them may start a line of its own
    private static String oneLine(@org.jspecify.annotations.Nullable String message) {
        return message == null ? "" : message.replaceAll("\\p{Cntrl}+", " ");
    }
}
