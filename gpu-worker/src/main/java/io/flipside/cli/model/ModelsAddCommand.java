package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.cli.Home;
import io.flipside.generator.GeneratorFolder;
import io.flipside.library.AddRequest;
import io.flipside.library.ClipShape;
import io.flipside.library.EntryDraft;
import io.flipside.library.GivenParts;
import io.flipside.library.Library;
import io.flipside.library.ModelKind;
import io.flipside.library.PartKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside models add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Gives a model a name: a generator as it was published (diffusers folder, original Wan repository, single files "
                    + "as for ComfyUI), a classifier folder, a LoRA adapter, the public weights of a metric (LPIPS, FID's "
                    + "Inception-V3, I3D).",
            "",
            "Says what it is, checks every tensor's name, shape and type from headers alone, and hashes every file once. "
                    + "A generator's prompt goes through its text encoder now, once."
        },
        footer = {
            "",
            "Examples:",
            "  flipside models add wan Wan2.1-I2V-14B-480P-Diffusers --frames 33 --side 512 --fps 8",
            "  flipside models add fun models --part transformer=models/diffusion_models/fun.safetensors \\",
            "      --part tokenizer=umt5-xxl",
            "  flipside models add lpips folder-with-alexnet-and-heads"
        })
final class ModelsAddCommand implements Callable<Integer> {
    /** Of the paper. */
    private static final String PROMPT = "This is a synthetic video";

    private static final int SHOWN = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "Small letters, digits, dots, hyphens, underscores.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "Folder of the model, or one safetensors file.")
    private Path source = Path.of("");

    @Option(
            names = "--part",
            paramLabel = "PART=PATH",
            description =
                    "A part that lies elsewhere, or is one of several: transformer, vae, image_encoder, text_encoder, "
                            + "tokenizer, text (the prompt's tokens), small_decoder (TAEW2.1, for gradients).")
    private Map<String, Path> parts = Map.of();

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "Frames of the clips that it makes: 1 + 4k. Default: 81.")
    private Optional<Integer> frames = Optional.empty();

    @Option(names = "--side", paramLabel = "PIXELS", description = "Their height and width. Default: 480.")
    private Optional<Integer> side = Optional.empty();

    @Option(names = "--fps", paramLabel = "RATE", description = "Frames a second. Default: 16.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "Prompt that is frozen with it. Default: '" + PROMPT + "', the paper's.")
    private Optional<String> prompt = Optional.empty();

    @Option(
            names = "--generator",
            paramLabel = "MODEL",
            description = "For an adapter: the generator whose layers it must fit.")
    private Optional<String> generator = Optional.empty();

    @Option(names = "--replace", description = "Take the place of another model of this name.")
    private boolean replace;

    @Override
    public Integer call() {
        Library library = new Library(Home.library());
        return library.draft(new AddRequest(name, source, given(), clips()), draft -> add(library, draft));
    }

    private Integer add(Library library, EntryDraft draft) {
        PrintWriter out = spec.commandLine().getOut();
        ModelText text = new ModelText(out);
        text.describe(draft.entry());
        text.missing(draft.missing());
        out.flush();
        refuse(draft);
        refuseMisfit(draft);
        text.fits(draft.entry());
        HashBar bar = new HashBar(spec.commandLine().getErr(), System.console() != null);
        EntryDraft hashed;
        try {
            hashed = library.hash(draft, bar);
        } finally {
            bar.end();
        }
        boolean asked = prompt.isPresent() || draft.missing().contains(PartKind.TEXT);
        if (asked && draft.entry().kind() == ModelKind.GENERATOR) {
            String words = prompt.orElse(PROMPT);
            out.println("Embedding the prompt '" + words + "' ...");
            out.flush();
            hashed = library.prompted(hashed, words);
        }
        text.kept(hashed.entry(), library.keep(hashed, replace));
        out.flush();
        return 0;
    }

    private void refuse(EntryDraft draft) {
        List<PartKind> lacking = draft.lacking().stream()
                .filter(kind -> kind != PartKind.TEXT
                        || draft.missing().contains(PartKind.TEXT_ENCODER)
                        || draft.missing().contains(PartKind.TOKENIZER))
                .toList();
        if (!lacking.isEmpty()) {
            throw new UserError("the model is not whole: it lacks "
                    + String.join(", ", lacking.stream().map(PartKind::id).toList()) + ". Give "
                    + (lacking.equals(List.of(PartKind.TEXT))
                            ? "its text_encoder and tokenizer, or a file with the prompt's tokens,"
                            : "what is missing")
                    + " with --part NAME=PATH.");
        }
        List<String> problems = draft.problems();
        if (!problems.isEmpty()) {
            problems.stream().limit(SHOWN).forEach(spec.commandLine().getErr()::println);
            throw new UserError(problems.size() + (problems.size() == 1 ? " thing does" : " things do")
                    + " not fit" + (problems.size() > SHOWN ? " (the first " + SHOWN + " are above)" : "")
                    + ". Nothing was added.");
        }
    }

    private void refuseMisfit(EntryDraft draft) {
        generator.ifPresent(model -> {
            if (draft.entry().kind() != ModelKind.ADAPTER) {
                throw new UserError("--generator is for adapters; this is a "
                        + draft.entry().kind().word() + ".");
            }
            GeneratorFolder.refuseMisfit(Home.generator(model), draft.adapter());
        });
    }

    private GivenParts given() {
        Map<PartKind, Path> kinds = new EnumMap<>(PartKind.class);
        parts.forEach((kind, path) -> kinds.put(kind(kind), path));
        return GivenParts.of(kinds);
    }

    private static PartKind kind(String id) {
        for (PartKind kind : PartKind.values()) {
            if (kind.id().equals(id)) {
                return kind;
            }
        }
        throw new UserError("--part " + id
                + " is no part of a generator: transformer, vae, image_encoder, text_encoder, tokenizer, text,"
                + " small_decoder.");
    }

    private Optional<ClipShape> clips() {
        if (frames.isEmpty() && side.isEmpty() && rate.isEmpty()) {
            return Optional.empty();
        }
        ClipShape published = ClipShape.PUBLISHED;
        return Optional.of(new ClipShape(
                frames.orElse(published.frames()),
                side.orElse(published.side()),
                rate.orElse(published.framesPerSecond())));
    }
}
