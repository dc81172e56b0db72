package io.flipside.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.UserError;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.request.PlanReader;
import io.flipside.request.RequestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A plan: a preset, what a file says that differs from it, and what options say that differs from both. */
public final class SearchOptions {
    // every whole number below it is a double and a long
    private static final double EXACT = 1e15;

    private final ObjectNode differing = JsonNodeFactory.instance.objectNode();

    @Option(
            names = "--preset",
            defaultValue = Presets.DEFAULT,
            paramLabel = "NAME",
            description = "Settings to start from: m-swin, e-swin, a-swin-r, tiny, pgd, pgd-tiny, pgd-linf, cg-frame,"
                    + " cg-video-mid, cg-video. Default: ${DEFAULT-VALUE}.")
    private String preset = Presets.DEFAULT;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "JSON of a plan, or of the part of one that differs from the preset.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description =
                    "Search method, among those the workers know. Of a preset of another one only the policies stay; the"
                            + " rest is the method's own preset, if it has one.")
    void method(String name) {
        differing.put("method", name);
    }

    @Option(
            names = "--set",
            paramLabel = "NAME=NUMBER",
            description = "A setting that only the search method knows, or any number of the plan by its path, such as"
                    + " stop.flatness=0.05; may be given several times.")
    void set(Map<String, Double> settings) {
        settings.forEach((name, value) -> {
            String[] path = name.split("\\.", 2);
            if (path.length == 1) {
                section("settings").put(name, value);
            } else if (value == Math.rint(value) && Math.abs(value) < EXACT) {
                section(path[0]).put(path[1], value.longValue());
            } else {
                section(path[0]).put(path[1], value);
            }
        });
    }

    @Option(names = "--run-all", description = "Run every update of every stage, as the paper does.")
    private boolean runAll;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Seed of the initial noise. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--inversion",
            paramLabel = "N",
            description = "Updates that first bring the noise near the clip (K_I).")
    void inversion(int updates) {
        section("budget").put("inversionIterations", updates);
    }

    @Option(names = "--iterations", paramLabel = "N", description = "Updates per number of denoising steps (K_C).")
    void iterations(int updates) {
        section("budget").put("iterations", updates);
    }

    @Option(names = "--steps", paramLabel = "N", description = "Largest number of denoising steps (N).")
    void steps(int steps) {
        section("schedule").put("denoisingSteps", steps);
    }

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Learning rate of AdamW.")
    void learningRate(double rate) {
        section("optimiser").put("learningRate", rate);
    }

    @Option(names = "--style-weight", paramLabel = "W", description = "Weight of the style loss (lambda).")
    void styleWeight(double weight) {
        section("losses").put("styleWeight", weight);
    }

    @Option(names = "--shift", paramLabel = "S", description = "Shift of the noise schedule: 3, or 5 for 720p.")
    void shift(double shift) {
        section("schedule").put("shift", shift);
    }

    @Option(
            names = "--last-steps",
            paramLabel = "K",
            description = "Shortcut: send the gradient through the last K denoising steps only.")
    void lastSteps(int steps) {
        section("schedule").put("lastSteps", steps);
    }

    @Option(
            names = "--stages",
            split = ",",
            paramLabel = "N",
            description = "Shortcut: only these numbers of denoising steps have a stage, the last of them is --steps.")
    private List<Integer> stages = List.of();

    @Option(
            names = "--confident",
            paramLabel = "P",
            description = "End a stage when the target probability reaches P in two updates in a row.")
    void confident(double probability) {
        section("stop").put("confidence", probability);
    }

    @Option(
            names = "--redraws",
            paramLabel = "N",
            description = "How often stage 1 may draw its noise anew when it leads nowhere.")
    void redraws(int most) {
        section("redraws").put("most", most);
    }

    @Option(names = "--redraw-after", paramLabel = "N", description = "Updates that each draw gets.")
    void redrawAfter(int updates) {
        section("redraws").put("after", updates);
    }

    /**
     * The plan.
     *
     * @throws io.flipside.audit.InvalidRequest naming the field that cannot be
     * @throws UserError if the file cannot be read
     */
    public AuditPlan plan() {
        return plan(Optional.empty());
    }

    /** As above, with the shift of the noise schedule that the generator was published with, unless one is asked for. */
    AuditPlan plan(Optional<Double> publishedShift) {
        ObjectNode options = differing.deepCopy();
        if (runAll && !options.path("stop").has("confidence")) {
            options.withObjectProperty("stop").put("confidence", 0.0);
        }
        if (!stages.isEmpty()) {
            ObjectNode schedule = options.withObjectProperty("schedule");
            ArrayNode list = schedule.putArray("stages");
            stages.forEach(list::add);
            schedule.put("denoisingSteps", stages.get(stages.size() - 1));
        }
        ObjectNode part = file.map(SearchOptions::part).orElseGet(options::objectNode);
        AuditPlan plan = PlanReader.read(preset, part, options);
        boolean asked = Stream.of(part, options)
                .anyMatch(differs -> differs.path("schedule").has("shift"));
        return asked ? plan : publishedShift.map(plan::shifted).orElse(plan);
    }

    /** Seed of the initial noise. */
    public long seed() {
        return seed;
    }

    private ObjectNode section(String name) {
        return differing.withObjectProperty(name);
    }

    private static ObjectNode part(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return PlanReader.part(in.readNBytes(RequestReader.MOST_BYTES + 1));
        } catch (IOException e) {
            throw new UserError("--plan: file " + file + " cannot be read. Check the path.", e);
        }
    }
}
