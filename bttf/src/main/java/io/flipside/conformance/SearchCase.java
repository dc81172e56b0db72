package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.classifier.ClipInput;
import io.flipside.classifier.NetworkClassifier;
import io.flipside.classifier.VideoClassifier;
import io.flipside.classifier.VideoSwin;
import io.flipside.classifier.VideoSwinConfig;
import io.flipside.generator.WanGenerator;
import io.flipside.generator.WanTransformer;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.generator.WanVae;
import io.flipside.generator.WanVaeConfig;
import io.flipside.method.Latent;
import io.flipside.method.SearchState;
import io.flipside.method.UpdateReport;
import io.flipside.search.AdamW;
import io.flipside.search.BttfReport;
import io.flipside.search.BttfState;
import io.flipside.search.CounterfactualSearch;
import io.flipside.search.GradientPolicy;
import io.flipside.search.Redraws;
import io.flipside.search.SearchSettings;
import io.flipside.search.StopPolicy;
import io.flipside.tensor.JsonConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Algorithm 1 from a given z_T: every figure of every update, z_T after each stage, the final latent and clip. */
final class SearchCase implements GoldenCase {
    private static final int COLUMNS = 6;

    @Override
    public String kind() {
        return "search";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        WanGenerator generator = generator(folder);
        VideoClassifier classifier = classifier(folder);
        NDArray clip = folder.tensor("clip");
        List<Comparison> result = new ArrayList<>();
        result.add(Comparison.of(
                "condition", generator.conditionChannels(clip), folder.tensor("condition"), Comparison.OUTPUT));
        result.add(
                Comparison.of("clip_latent", generator.encode(clip), folder.tensor("clip_latent"), Comparison.OUTPUT));
        result.add(Comparison.of(
                "original_logits", classifier.logits(clip), folder.tensor("original_logits"), Comparison.OUTPUT));
        try (CounterfactualSearch search = open(folder, generator, classifier)) {
            run(search, folder, result);
        }
        return result;
    }

    /** The search before its first update. */
    static CounterfactualSearch open(GoldenFolder folder) {
        return open(folder, generator(folder), classifier(folder));
    }

    private static CounterfactualSearch open(GoldenFolder folder, WanGenerator generator, VideoClassifier classifier) {
        JsonConfig settings = folder.config().object("settings");
        return new CounterfactualSearch(
                generator,
                classifier,
                folder.tensor("clip"),
                settings.integer("targetClass"),
                searchSettings(settings));
    }

    private static WanGenerator generator(GoldenFolder folder) {
        JsonConfig config = folder.config();
        WanVae vae = new WanVae(folder.vaeWeights().under("vae"), WanVaeConfig.of(config.object("vae")));
        WanTransformer transformer = new WanTransformer(
                folder.transformerWeights().under("transformer"),
                WanTransformerConfig.of(config.object("transformer")));
        NDArray image = folder.tensor("image");
        return new WanGenerator(vae, transformer, frame -> image, folder.tensor("text"));
    }

    private static void run(CounterfactualSearch search, GoldenFolder folder, List<Comparison> result) {
        SearchState state = search.start(Latent.of(folder.tensor("initial_latent")));
        List<UpdateReport> trace = new ArrayList<>();
        NDManager manager = folder.manager();
        while (!search.isDone(state)) {
            SearchState next = search.next(state);
            next.last().ifPresent(trace::add);
            if (next.stage() != state.stage()) {
                String name = "latent_after_" + (state.stage() == 0 ? "inversion" : "stage_" + state.stage());
                result.add(Comparison.of(
                        name, BttfState.of(next).latent().toArray(manager), folder.tensor(name), Comparison.GRADIENT));
            }
            state = next;
        }
        compareTrace(trace, folder.tensor("trace").toDoubleArray(), result);
        result.add(Comparison.of(
                "final_latent", search.denoise(state, manager), folder.tensor("final_latent"), Comparison.GRADIENT));
        result.add(Comparison.of(
                "counterfactual", search.render(state, manager), folder.tensor("counterfactual"), Comparison.GRADIENT));
    }

    private static void compareTrace(List<UpdateReport> trace, double[] golden, List<Comparison> result) {
        String[] names = {"stage", "iteration", "loss", "cross_entropy", "style", "target_probability"};
        double[][] columns = {
            trace.stream().mapToDouble(UpdateReport::stage).toArray(),
            trace.stream().mapToDouble(UpdateReport::iteration).toArray(),
            terms(trace, UpdateReport.LOSS),
            terms(trace, BttfReport.CROSS_ENTROPY),
            terms(trace, BttfReport.STYLE),
            terms(trace, UpdateReport.TARGET_PROBABILITY)
        };
        for (int column = 0; column < COLUMNS; column++) {
            int c = column;
            double[] expected = IntStream.range(0, golden.length / COLUMNS)
                    .mapToDouble(row -> golden[row * COLUMNS + c])
                    .toArray();
            result.add(Comparison.of("trace " + names[c], columns[c], expected, Comparison.GRADIENT));
        }
    }

    private static double[] terms(List<UpdateReport> trace, String name) {
        return trace.stream()
                .mapToDouble(report -> report.term(name).orElseThrow())
                .toArray();
    }

    private static VideoClassifier classifier(GoldenFolder folder) {
        JsonConfig config = folder.config();
        VideoSwin swin =
                new VideoSwin(folder.weights().under("classifier"), VideoSwinConfig.of(config.object("classifier")));
        ClipInput input = ClipInput.imageNet(config.object("settings").integers("frameIndices"));
        List<String> classes = IntStream.range(0, swin.config().classes())
                .mapToObj(Integer::toString)
                .toList();
        return new NetworkClassifier(swin, input, classes);
    }

    private static SearchSettings searchSettings(JsonConfig json) {
        List<Double> betas = json.numbers("betas");
        return new SearchSettings(
                json.integer("inversionIterations"),
                json.integer("counterfactualIterations"),
                json.integer("denoisingSteps"),
                new AdamW(
                        json.number("learningRate"),
                        betas.get(0),
                        betas.get(1),
                        json.number("epsilon"),
                        json.number("weightDecay")),
                json.number("lambda_"),
                json.number("shift"),
                new GradientPolicy.Full(),
                new StopPolicy.RunAll(),
                Redraws.NONE,
                SearchSettings.DEFAULT_GRAPH_BUDGET);
    }
}
