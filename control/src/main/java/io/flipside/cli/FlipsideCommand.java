package io.flipside.cli;

import io.flipside.UserError;
import io.flipside.audit.InvalidRequest;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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
            ServeCommand.class,
            SubmitCommand.class,
            WatchCommand.class,
            ListCommand.class,
            AuditCommands.Show.class,
            AuditCommands.Pause.class,
            AuditCommands.Resume.class,
            AuditCommands.Stop.class,
            AuditCommands.Cancel.class,
            AuditCommands.Rerun.class,
            CampaignCommand.class,
            TokenCommand.class
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
        ServiceLoader.load(Commands.class).forEach(more -> more.classes().forEach(line::addSubcommand));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((exception, arguments) -> {
            PrintWriter err = exception.getCommandLine().getErr();
            err.println("error: " + exception.getMessage() + " See '"
                    + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
            return BAD_INPUT;
        });
        line.setExecutionExceptionHandler((exception, command, result) -> {
            PrintWriter err = command.getErr();
            if (exception instanceof UserError || exception instanceof InvalidRequest) {
                err.println("error: " + oneLine(exception.getMessage()));
                return BAD_INPUT;
            }
            return top.unexpected(exception, err);
        });
        return line;
    }

    /** The command {@code serve} as it would run; empty if another will, or none for an option that is wrong. */
    static Optional<ServeCommand> serving(String... arguments) {
        try {
            ParseResult parsed = commandLine().parseArgs(arguments);
            return parsed.hasSubcommand()
                            && !parsed.subcommand().isUsageHelpRequested()
                            && parsed.subcommand().commandSpec().userObject() instanceof ServeCommand serve
                    ? Optional.of(serve)
                    : Optional.empty();
        } catch (ParameterException e) {
            return Optional.empty(); // said when the command line runs
        }
    }

    /** Runs the command line; an error of the JVM itself (no memory, no native library) is one line as well. */
    static int execute(CommandLine line, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (Error error) {
            FlipsideCommand top = line.getCommand();
            return top.unexpected(error, line.getErr());
        }
    }

    /** Says why the application did not start; the command line was not read yet. */
    static int notStarted(Throwable failure) {
        CommandLine line = commandLine();
        PrintWriter err = line.getErr();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserError) {
                err.println("error: " + oneLine(cause.getMessage()));
                return BAD_INPUT;
            }
            if (cause instanceof BindException) {
                err.println("error: cannot listen: " + oneLine(cause.getMessage()) + ". Give another --port.");
                return BAD_INPUT;
            }
        }
        FlipsideCommand top = line.getCommand();
        top.stackTrace = true;
        return top.unexpected(failure, err);
    }

    private int unexpected(Throwable failure, PrintWriter err) {
        err.println("error: unexpected failure: " + oneLine(failure.toString())
                + ". Run again with --stack-trace and report it.");
        if (stackTrace) {
            failure.printStackTrace(err);
        }
        return FAILURE;
    }

    // file names are untrusted: nothing in them may start a line of its own
    private static String oneLine(@Nullable String message) {
        return message == null ? "" : message.replaceAll("\\p{Cntrl}+", " ");
    }
}
