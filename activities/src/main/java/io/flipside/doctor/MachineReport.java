package io.flipside.doctor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.clip.Clip;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.generator.GeneratorSettings;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethods;
import io.flipside.method.SearchState;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.steps.Plans;
import io.flipside.tensor.HalfPrecision;
import io.flipside.tensor.ProcessorKind;
import io.flipside.tensor.TorchDevice;
import io.flipside.tensor.TorchThreads;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a machine is, and whether it computes as it should. */
public final class MachineReport {
    private static final double GIGA = 1e9;
    private static final int DATA_SEED = 7;
    private static final int UPDATES = 2;
    /** Loss of the first update on the first clip towards class 0, on the machine where the shipped models were made. */
    private static final double EXPECTED_LOSS = 0.313740;

    private static final double TOLERANCE = 1e-3;

    private MachineReport() {}

    /** What it is, by name, in the order to print. */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "Java",
                Runtime.version() + " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put(
                "processor",
                ProcessorKind.here() + ", " + Runtime.getRuntime().availableProcessors()
                        + " processors for this process");
        facts.put("memory", memory());
        facts.put("heap at most", gigabytes(Runtime.getRuntime().maxMemory()));
        Engine engine = Engine.getEngine("PyTorch");
        facts.put("libtorch", engine.getVersion() + " (" + TorchDevice.flavour() + "), DJL " + Engine.getDjlVersion());
        facts.put("device", devices(engine));
        facts.put(
                "threads",
                TorchThreads.apply() + "; spin "
                        + Optional.ofNullable(System.getenv("GOMP_SPINCOUNT")).orElse("as OpenMP has it"));
        return facts;
    }

    private static String devices(Engine engine) {
        int count = engine.getGpuCount();
        return count == 0
                ? "cpu (libtorch sees no CUDA device)"
                : "cpu, and " + count + " CUDA devices: --device cuda, or flipside.device, uses one";
    }

    private static String memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine) {
            return gigabytes(machine.getTotalMemorySize()) + ", free " + gigabytes(machine.getFreeMemorySize());
        }
        return "not known";
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GIGA);
    }

    /**
     * Whether it computes as it should: types, and a short search with the shipped models.
     *
     * @param device that computes
     * @param told of each finding
     * @return what is wrong, by name
     */
    public static Map<String, String> check(
            TorchDevice device, Path classifier, Path generator, BiConsumer<String, String> told) {
        Map<String, String> wrong = new LinkedHashMap<>();
        finding("types", types(device), told, wrong);
        finding("short search", search(device, classifier, generator), told, wrong);
        return wrong;
    }

    private record Finding(boolean right, String words) {}

    private static void finding(
            String name, Finding finding, BiConsumer<String, String> told, Map<String, String> wrong) {
        told.accept(name, finding.words());
        if (!finding.right()) {
            wrong.put(name, finding.words());
        }
    }

    private static Finding types(TorchDevice device) {
        try (NDManager manager = device.manager();
                NDArray half = manager.create(new float[] {1.5f, -2}).toType(DataType.FLOAT16, true)) {
            float[] widened = half.toType(DataType.FLOAT32, true).toFloatArray();
            float[] brain = HalfPrecision.roundTrip(new float[] {1.5f, -2}, manager);
            boolean right = widened[0] == 1.5f && widened[1] == -2 && brain[0] == 1.5f && brain[1] == -2;
            return new Finding(
                    right, right ? "float32, float16 and bfloat16 work" : "half precision gives other values");
        }
    }

    private static Finding search(TorchDevice device, Path classifier, Path generator) {
        ShapeMovingClip drawn = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DATA_SEED, 0);
        double kept = loss(device, classifier, generator, drawn, Long.MAX_VALUE);
        double again = loss(device, classifier, generator, drawn, 0);
        boolean right = kept == again && Math.abs(kept - EXPECTED_LOSS) <= TOLERANCE * EXPECTED_LOSS;
        return new Finding(
                right,
                String.format(
                        Locale.ROOT,
                        "loss %.6f after %d updates (expected %.6f), %s with graphs computed again",
                        kept,
                        UPDATES,
                        EXPECTED_LOSS,
                        kept == again ? "the same" : "another"));
    }

    private static double loss(
            TorchDevice device, Path classifier, Path generator, ShapeMovingClip drawn, long graphBudget) {
        var plan = Presets.of(Presets.DEFAULT).with(Stop.RUN_ALL, Redraws.NONE).with(new Budget(UPDATES, 1));
        try (Models models = Models.open(classifier, generator, Optional.empty(), device, GeneratorSettings.DEFAULT);
                NDManager scope = models.manager().newSubManager()) {
            Clip clip = new Clip(drawn.frames(), drawn.profile().framesPerSecond());
            NDArray pixels = Prediction.toArray(clip, scope);
            SearchInput input = new SearchInput(models.generator(), models.classifier(), pixels, 0);
            try (Search search = SearchMethods.open(input, Plans.settings(plan, 1, graphBudget))) {
                SearchState state = search.start(1);
                for (int i = 0; i < UPDATES; i++) {
                    state = search.next(state);
                }
                return state.last().orElseThrow().loss();
            }
        }
    }
}
