package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** How failures leave the command line. */
class FailureTest {
    private final StringWriter err = new StringWriter();

    @Test
    void badInputIsOneLineAndStatusTwo() {
        int status = run(() -> {
            throw new UserError("clip.mp4 has 3 frames; it must have 17 or more.");
        });

        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("error: clip.mp4 has 3 frames; it must have 17 or more.");
    }

    @Test
    void badInputStaysOneLineWhateverAFileIsCalled() {
        int status = run(() -> {
            throw new UserError("a\nerror: forged\u001B[2K.mp4 is no video.");
        });

        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("error: a error: forged [2K.mp4 is no video.");
    }

    @Test
    void anUnexpectedFailureIsOneLineAndSaysHowToSeeMore() {
        int status = run(() -> {
            throw new IllegalStateException("broken");
        });

        assertThat(status).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("broken", "--stack-trace");
    }

    @Test
    void theStackTraceIsPrintedOnDemand() {
        int status = run(
                () -> {
                    throw new IllegalStateException("broken");
                },
                "--stack-trace");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("\tat ");
    }

    @Test
    void anErrorOfTheJvmIsAFailureLikeAnyOther() {
        int status = run(() -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(status).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("Java heap space", "--stack-trace");
    }

    private int run(Callable<Integer> action, String... options) {
        CommandLine line = FlipsideCommand.commandLine();
        line.addSubcommand("act", new Act(action));
        // picocli hands a handler only to the subcommands that are there when it is set
        line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
        line.setErr(new PrintWriter(err, true));
        String[] arguments = new String[options.length + 1];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = "act";
        return FlipsideCommand.execute(line, arguments);
    }

    @Command
    private record Act(Callable<Integer> action) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return action.call();
        }
    }
}
