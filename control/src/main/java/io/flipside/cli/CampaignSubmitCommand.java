package io.flipside.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.UserError;
import io.flipside.file.LocalPath;
import io.flipside.record.AuditJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside campaign submit}. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts a campaign on a running service and prints its id.",
        footer = {
            "",
            "Examples:",
            "  flipside campaign submit rows.csv --forecast",
            "  flipside campaign submit --clips DIR --every-other-class"
        })
final class CampaignSubmitCommand implements Callable<Integer> {
    private static final double TERA = 1e12;
    private static final double GIB = 1 << 30;
    private static final int SECONDS_OF_AN_HOUR = 3600;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "MANIFEST",
            description = "CSV or JSON lines (.csv, .jsonl); clips by their paths beside it, or s3://bucket/key.")
    private Optional<String> manifest = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "Rows at work at most, 1 to 100. Default: as the service is set.")
    private Optional<Integer> window = Optional.empty();

    @Option(names = "--forecast", description = "Say what it would take, and start nothing.")
    private boolean forecast;

    @Option(
            names = "--clips",
            paramLabel = "DIR",
            description = "In place of a manifest: a folder of clips, or with a folder for each class.")
    private Optional<Path> clips = Optional.empty();

    @Option(names = "--every-other-class", description = "With --clips: search for every class but the clip's own.")
    private boolean everyOtherClass;

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "CLASS",
            description = "With --clips: the classes. Default: those of the classifier, if it is on this machine.")
    private List<String> classes = new ArrayList<>();

    @Option(
            names = "--classifier",
            defaultValue = Home.TINY,
            paramLabel = "MODEL",
            description =
                    "With --clips: classifier under audit, by its name on the workers. Default: ${DEFAULT-VALUE}.")
    private String classifier = Home.TINY;

    @Option(
            names = "--generator",
            defaultValue = Home.TINY,
            paramLabel = "MODEL",
            description = "With --clips: image-to-video model, by its name on the workers. Default: ${DEFAULT-VALUE}.")
    private String generator = Home.TINY;

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private Api api = new Api();

    @Override
    public Integer call() {
        ObjectNode request = Api.mapper().createObjectNode();
        request.set("manifest", rows().upload(api));
        window.ifPresent(rows -> request.put("window", rows));
        PrintWriter out = spec.commandLine().getOut();
        if (forecast) {
            print(api.post("/api/campaigns/forecast", request.toString()), out);
        } else {
            out.println(api.post("/api/campaigns", request.toString())
                    .path("campaignId")
                    .asText());
        }
        out.flush();
        return 0;
    }

    private LocalManifest rows() {
        if (manifest.isPresent() == clips.isPresent()) {
            throw new UserError("give a MANIFEST, or --clips DIR with --every-other-class.");
        }
        if (manifest.isPresent()) {
            return LocalManifest.read(LocalPath.of(manifest.get()));
        }
        if (!everyOtherClass) {
            throw new UserError("--clips needs --every-other-class: it says which classes to search for.");
        }
        return LocalManifest.of(everyOther(new ClipFolder(clips.orElseThrow()).clips()));
    }

    private List<ObjectNode> everyOther(List<ClipFolder.Clip> found) {
        List<String> targets = targets(found);
        JsonNode plan = AuditJson.tree(search.plan(Home.publishedShift(generator)));
        List<ObjectNode> rows = new ArrayList<>();
        for (ClipFolder.Clip clip : found) {
            for (String target : targets) {
                if (!clip.ownClass().equals(Optional.of(target))) {
                    ObjectNode row = Api.mapper().createObjectNode();
                    row.put("clip", clip.file().toString()).put("targetClass", target);
                    row.put("classifier", classifier).put("generator", generator);
                    row.put("seed", search.seed()).set("plan", plan);
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private List<String> targets(List<ClipFolder.Clip> found) {
        if (!classes.isEmpty()) {
            return classes;
        }
        List<String> known = Home.classes(classifier);
        if (!known.isEmpty()) {
            return known;
        }
        List<String> folders = found.stream()
                .flatMap(clip -> clip.ownClass().stream())
                .distinct()
                .sorted()
                .toList();
        if (folders.size() < 2) {
            throw new UserError(
                    "the classes of '" + classifier + "' are not known here. Name them with --classes A,B,C.");
        }
        return folders;
    }

    private static void print(JsonNode forecast, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "rows        %d, of which a worker can say what they take: %d%n",
                forecast.path("rows").asInt(),
                forecast.path("planned").asInt());
        out.printf(
                Locale.ROOT,
                "updates     at most %d%n",
                forecast.path("updates").asLong());
        out.printf(
                Locale.ROOT,
                "operations  %.1f TFLOP%n",
                forecast.path("operations").asDouble() / TERA);
        JsonNode seconds = forecast.path("seconds");
        out.println(
                seconds.isNumber()
                        ? String.format(
                                Locale.ROOT,
                                "time        at most %.1f h, one after another on one worker",
                                seconds.asDouble() / SECONDS_OF_AN_HOUR)
                        : "time        not known: 'flipside doctor --calibrate' on the worker's machine measures it");
        out.printf(
                Locale.ROOT,
                "store       %.2f GiB%n",
                forecast.path("storeBytes").asDouble() / GIB);
        forecast.path("notes").forEach(note -> out.println("note        " + note.asText()));
    }
}
