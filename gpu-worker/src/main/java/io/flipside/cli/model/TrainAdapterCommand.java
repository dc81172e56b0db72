package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.cli.Home;
import io.flipside.domain.AdapterDomain;
import io.flipside.domain.DomainSurvey;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.LoadedGenerator;
import io.flipside.library.AddRequest;
import io.flipside.library.GivenParts;
import io.flipside.library.Library;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.TorchDevice;
import io.flipside.train.AdapterFolder;
import io.flipside.train.AdapterTask;
import io.flipside.train.AdapterTrainer;
import io.flipside.train.LoraSettings;
import io.flipside.train.OwnClips;
import io.flipside.train.TrainingSettings;
import io.flipside.train.TrainingSettings.Rate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside train adapter}. */
@Command(
        name = "adapter",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a LoRA adapter of a generator on your own clips, and measures on every tenth of them, which no update sees,",
            "what generator and adapter make of such clips: the limits of their domain go into the adapter's file.",
            "",
            "Writes adapter_model.safetensors and adapter_config.json, as PEFT does. With --name it is in the library."
        },
        footer = {
            "",
            "Example:",
            "  flipside train adapter --clips CLIPS --generator tiny --out adapter --name my-clips",
            "  flipside explain clip.mp4 --target left --adapter my-clips --out result"
        })
final class TrainAdapterCommand implements Callable<Integer> {
    private static final double SHIFT = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--clips",
            required = true,
            paramLabel = "DIR",
            description = "Your clips: every file in this folder.")
    private Path clips = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description = "Only the clips that this table names (columns file and label).")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--generator",
            defaultValue = Home.TINY,
            paramLabel = "MODEL",
            description = "Generator that it is for: a name or a folder. Default: ${DEFAULT-VALUE}.")
    private String generator = Home.TINY;

    @Option(names = "--name", paramLabel = "NAME", description = "Name in the library; another of this name goes.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--rank", defaultValue = "16", paramLabel = "R", description = "Rank. Default: ${DEFAULT-VALUE}.")
    private int rank;

    @Option(
            names = "--alpha",
            paramLabel = "A",
            description = "What is learnt counts alpha / rank times. Default: the rank.")
    private Optional<Double> alpha = Optional.empty();

    @Option(
            names = "--targets",
            split = ",",
            defaultValue = "q,k,v,o,ffn",
            paramLabel = "LAYER",
            description = "Layers that are adapted: q, k, v, o, ffn, k_img, v_img, or ends of diffusers' names. "
                    + "Default: ${DEFAULT-VALUE}.")
    private List<String> targets = LoraSettings.USUAL;

    @Option(
            names = "--shift",
            paramLabel = "S",
            description = "Shift of the noise schedule. Default: what the generator's folder says, else 3.")
    private Optional<Double> shift = Optional.empty();

    @Mixin
    private TrainOptions options = new TrainOptions(2000, 16, new Rate(1e-3, 50));

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        Path folder = Home.generator(generator);
        LoraSettings lora = LoraSettings.of(rank, alpha.orElse((double) rank), targets);
        TrainingSettings settings = options.settings(0);
        OwnClips.Parts parts = OwnClipFolder.read(clips, labels, GeneratorFolder.profile(folder), options.dataSeed)
                .split();
        print.printf(
                "%d clips to learn from, %d held out%n",
                parts.training().samples().size(), parts.heldOut().samples().size());
        print.flush();
        AdapterTask task = new AdapterTask(folder, lora, shift(folder), parts);
        try (NDManager manager = TorchDevice.CPU.manager()) {
            AdapterTrainer trainer = new AdapterTrainer(manager, settings, task, done -> {});
            print.printf(Locale.ROOT, "held-out loss %.4f before%n", trainer.heldOutLoss());
            options.run(trainer, settings, manager, print);
            AdapterFolder.write(options.out, trainer.result(), lora, generator);
        }
        Path file = options.out.resolve(AdapterFolder.WEIGHTS);
        measured(folder, file, parts.heldOut(), print);
        print.printf("Wrote %s%n", file.toAbsolutePath());
        name.ifPresent(word -> keep(word, print));
        return 0;
    }

    private double shift(Path folder) {
        JsonConfig profile = JsonConfig.read(folder.resolve("generator.json"));
        return shift.orElseGet(() -> profile.number("shift", SHIFT));
    }

    private static void measured(Path generator, Path adapter, OwnClips heldOut, PrintWriter print) {
        DomainSurvey before = survey(generator, Optional.empty(), heldOut).survey();
        Surveyed after = survey(generator, Optional.of(adapter), heldOut);
        print.printf("%n%-20s %-34s %s%n", "held-out clips", "generator alone", "with the adapter");
        before.figures()
                .forEach((figure, spread) -> print.printf(
                        "%-20s %-34s %s%n",
                        figure,
                        MeasureDomainCommand.said(spread.toString()),
                        MeasureDomainCommand.said(
                                String.valueOf(after.survey().figures().get(figure)))));
        AdapterDomain.write(
                adapter, after.survey(), heldOut.samples().size() + " own clips that were held out", after.generator());
    }

    private record Surveyed(DomainSurvey survey, java.util.Map<String, String> generator) {}

    private static Surveyed survey(Path generator, Optional<Path> adapter, OwnClips clips) {
        try (NDManager manager = TorchDevice.CPU.manager()) {
            LoadedGenerator loaded = GeneratorFolder.load(generator, adapter, manager);
            return new Surveyed(
                    new DomainSurvey(clips.samples().stream()
                            .map(sample -> MeasureDomainCommand.fit(
                                    loaded.generator(), sample.frames(), clips.profile(), manager))
                            .toList()),
                    loaded.sha256());
        }
    }

    private void keep(String word, PrintWriter print) {
        Library library = new Library(Home.library());
        ModelText text = new ModelText(print);
        library.draft(new AddRequest(word, options.out, GivenParts.NONE, Optional.empty()), draft -> {
            HashBar bar = new HashBar(spec.commandLine().getErr(), System.console() != null);
            var hashed = library.hash(draft, bar);
            bar.end();
            text.kept(hashed.entry(), library.keep(hashed, true));
            return 0;
        });
        print.flush();
    }
}
