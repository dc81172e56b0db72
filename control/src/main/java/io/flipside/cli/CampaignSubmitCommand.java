package io.flipside.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.UserError;
import io.flipside.client.model.CampaignRequest;
import io.flipside.file.LocalPath;
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
            "  flipside campaign submit --clips DIR --every-other-class",
            "  flipside campaign submit --clips DIR --confusions-of left"
        })
final class CampaignSubmitCommand implements Callable<Integer> {
    private static final double TERA = 1e12;
    private static final double GIB = 1 << 30;
    private static final int SECONDS_OF_AN_HOUR = 3600;
    private static final int SECONDS_OF_A_MINUTE = 60;
    /** Enough to leave out those during which workers start. */
    private static final int TRIAL_ROWS = 40;

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
            names = "--confusions-of",
            paramLabel = "CLASS",
            description = "With --clips: every clip that the classifier calls CLASS though it is labelled otherwise, or"
                    + " the other way round, with its label as the class to search for. The classifier and the"
                    + " generator must be on this machine.")
    private Optional<String> confusionsOf = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description = "With --confusions-of: what the clips show, a table with the columns file and label."
                    + " Default: the names of the folders that they are in.")
    private Optional<Path> labels = Optional.empty();

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
    private AnswersOption answers = new AnswersOption();

    @Mixin
    private Api api = new Api();

    @Override
    public Integer call() {
        CampaignRequest request = new CampaignRequest().manifest(rows().upload(api));
        window.ifPresent(request::setWindow);
        PrintWriter out = spec.commandLine().getOut();
        if (forecast) {
            print(api.ask(service -> service.campaigns().forecastCampaignJson(request)), out);
        } else {
            out.println(api.ask(service -> service.campaigns().submitCampaign(request, null))
                    .getCampaignId());
        }
        out.flush();
        return 0;
    }

    private LocalManifest rows() {
        if (manifest.isPresent() == clips.isPresent()) {
            throw new UserError("give a MANIFEST, or --clips DIR with --every-other-class or --confusions-of CLASS.");
        }
        if (manifest.isPresent()) {
            return LocalManifest.read(LocalPath.of(manifest.get()));
        }
        if (everyOtherClass == confusionsOf.isPresent()) {
            throw new UserError("--clips needs either --every-other-class or --confusions-of CLASS: they say which"
                    + " classes to search for.");
        }
        ClipRows rows = new ClipRows(classifier, generator, search, answers);
        ClipFolder folder = new ClipFolder(clips.orElseThrow());
        if (everyOtherClass) {
            return LocalManifest.of(rows.everyOther(folder.clips(), classes));
        }
        PrintWriter err = spec.commandLine().getErr();
        return LocalManifest.of(rows.confusions(folder, labels, confusionsOf.orElseThrow(), err::println));
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
        JsonNode expected = forecast.path("expectedSeconds");
        int paced = forecast.path("paced").asInt();
        out.println(
                expected.isNumber()
                        ? String.format(
                                Locale.ROOT,
                                "time        about %s for %d rows, %.1f s a row as the last campaign of such audits took",
                                duration(expected.asDouble()),
                                paced,
                                expected.asDouble() / paced)
                        : "time        not known: try " + TRIAL_ROWS
                                + " rows as a campaign of their own, then ask again");
        JsonNode seconds = forecast.path("seconds");
        out.println(
                seconds.isNumber()
                        ? String.format(
                                Locale.ROOT,
                                "search      at most %s, one after another on one worker",
                                duration(seconds.asDouble()))
                        : "search      not known: 'flipside doctor --calibrate' on the worker's machine measures it");
        out.printf(
                Locale.ROOT,
                "store       %.2f GiB%n",
                forecast.path("storeBytes").asDouble() / GIB);
        forecast.path("notes").forEach(note -> out.println("note        " + note.asText()));
    }

    private static String duration(double seconds) {
        return seconds < SECONDS_OF_AN_HOUR
                ? String.format(Locale.ROOT, "%.0f min", Math.ceil(seconds / SECONDS_OF_A_MINUTE))
                : String.format(Locale.ROOT, "%.1f h", seconds / SECONDS_OF_AN_HOUR);
    }
}
