package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code measure updates} says was computed again, and whether it was. */
class MeasureUpdatesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void theInstallationIsTheProject() {
        System.setProperty(
                "flipside.home", Path.of("..").toAbsolutePath().normalize().toString());
    }

    @Test
    void aGraphBudgetOfNothingComputesAgainAsRecomputeDoes() {
        assertThat(run("--graph-budget", "0")).isZero();
        String budget = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("--recompute")).isZero();
        String recompute = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run()).isZero();

        assertThat(budget).contains(" recomputed ");
        assertThat(recompute).contains(" recomputed ");
        assertThat(out.toString()).contains(" kept ");
        assertThat(state(budget)).isEqualTo(state(recompute)).isEqualTo(state(out.toString()));
    }

    @Test
    void aBudgetBesideRecomputeIsRefused() {
        assertThat(run("--recompute", "--graph-budget", "10")).isEqualTo(2);
        assertThat(err.toString()).contains("--recompute is --graph-budget 0").contains("Leave one of them out");
    }

    private static String state(String line) {
        return line.substring(line.indexOf("state "));
    }

    private int run(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("measure", "updates", "--warm-up", "0", "--updates", "1"));
        arguments.addAll(List.of(options));
        CommandLine line = FlipsideCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(String[]::new));
    }
}
