package io.flipside.library;

import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.generator.ClipNames;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.GeneratorProfile;
import io.flipside.generator.PromptEmbedding;
import io.flipside.generator.TextEncoderHeaders;
import io.flipside.generator.WanNames;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.tensor.FileName;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A generator's folder in the making: each part linked, with a configuration, and what its headers say. */
final class GeneratorDraft {
    private static final List<PartKind> PARTS = List.of(
            PartKind.TRANSFORMER,
            PartKind.VAE,
            PartKind.IMAGE_ENCODER,
            PartKind.TEXT,
            PartKind.TEXT_ENCODER,
            PartKind.TOKENIZER);

    private final EntryFolder writer;
    private final Path folder;
    private final ModelFolder.Generator generator;

    GeneratorDraft(EntryFolder writer, Path folder, ModelFolder.Generator generator) {
        this.writer = writer;
        this.folder = folder;
        this.generator = generator;
    }

    /** Links and describes every part that is there. */
    List<PartFacts> parts() {
        List<PartFacts> facts = new ArrayList<>();
        generator.part(PartKind.TRANSFORMER).ifPresent(part -> facts.add(transformer(part)));
        generator.part(PartKind.VAE).ifPresent(part -> facts.add(vae(part)));
        generator.part(PartKind.IMAGE_ENCODER).ifPresent(part -> facts.add(tower(part)));
        generator.part(PartKind.TEXT).ifPresent(part -> facts.add(text(part)));
        generator.part(PartKind.TEXT_ENCODER).ifPresent(part -> facts.add(textEncoder(part)));
        generator.part(PartKind.TOKENIZER).ifPresent(part -> facts.add(HeaderFacts.ofFiles(part)));
        generator.part(PartKind.SMALL_DECODER).ifPresent(part -> facts.add(smallDecoder(part)));
        generator.extras().forEach(writer::copy);
        return facts;
    }

    /** Parts that are not there. */
    List<PartKind> missing() {
        return PARTS.stream().filter(kind -> generator.part(kind).isEmpty()).toList();
    }

    /** The clips it makes: what is asked for, what its folder says, or as published. */
    ClipShape clips(Optional<ClipShape> asked) {
        Path file = folder.resolve(EntryFolder.GENERATOR);
        boolean says = generator.extras().stream().anyMatch(extra -> extra.endsWith(EntryFolder.GENERATOR));
        if (says && asked.isEmpty()) {
            GeneratorProfile profile = GeneratorProfile.of(JsonConfig.read(file));
            return new ClipShape(profile.frames(), profile.side(), profile.framesPerSecond());
        }
        ClipShape clips = asked.orElse(ClipShape.PUBLISHED);
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("architecture", "wan2.1-i2v");
        profile.put("frames", clips.frames());
        profile.put("side", clips.side());
        profile.put("fps", clips.framesPerSecond());
        shift().ifPresent(shift -> profile.put("shift", shift));
        writer.json(EntryFolder.GENERATOR, profile);
        return clips;
    }

    /** The published scheduler's shift. */
    Optional<Double> shift() {
        return generator.scheduler().map(JsonConfig::read).flatMap(WanFamily::shift);
    }

    /** What the file of the prompt's tokens says it was made of. */
    Optional<String> prompt() {
        return generator
                .part(PartKind.TEXT)
                .map(part -> Weights.open(part.files().get(0)))
                .flatMap(text -> Optional.ofNullable(text.metadata().get("prompt")));
    }

    /** What does not fit in the text encoder; it is no part of the folder that the loader reads. */
    List<String> encoderProblems() {
        return generator
                .part(PartKind.TEXT_ENCODER)
                .map(part ->
                        TextEncoderHeaders.problems(folder.resolve(part.kind().id())))
                .orElse(List.of());
    }

    private PartFacts transformer(Part part) {
        Weights weights = linked(part);
        boolean own = generator.layout() == Layout.FLIPSIDE;
        if (!own) {
            WanFamily.refuseTensors(part.files().get(0), weights);
        }
        Optional<JsonConfig> published = part.config().map(JsonConfig::read);
        if (published.filter(json -> json.has("num_attention_heads") || own).isEmpty()) {
            writer.config(
                    part.kind(),
                    DerivedConfigs.transformer(
                            WanNames.transformer(weights),
                            weights.origin().toString(),
                            published.map(WanTransformerConfig::of)));
        }
        return HeaderFacts.of(
                part,
                weights,
                FamilyDimensions.transformer(folder.resolve(part.kind().id())));
    }

    private PartFacts vae(Part part) {
        Weights weights = linked(part);
        if (part.config().isEmpty()) {
            writer.config(
                    part.kind(),
                    DerivedConfigs.vae(WanNames.vae(weights), weights.origin().toString()));
        }
        return HeaderFacts.of(
                part, weights, FamilyDimensions.vae(folder.resolve(part.kind().id())));
    }

    private PartFacts tower(Part part) {
        Weights weights = linked(part);
        TensorSource bare = ClipNames.huggingFace(weights);
        if (part.config().isEmpty()) {
            writer.config(
                    part.kind(), DerivedConfigs.tower(bare, weights.origin().toString()));
        }
        return HeaderFacts.of(
                part, weights, FamilyDimensions.tower(folder.resolve(part.kind().id())));
    }

    private PartFacts textEncoder(Part part) {
        Weights weights = linked(part);
        if (part.config().isEmpty()) {
            writer.config(
                    part.kind(),
                    DerivedConfigs.textEncoder(
                            WanNames.textEncoder(weights), weights.origin().toString()));
        }
        return HeaderFacts.of(
                part,
                weights,
                FamilyDimensions.textEncoder(folder.resolve(part.kind().id())));
    }

    private PartFacts text(Part part) {
        Path file = part.files().get(0);
        EntryFolder.copy(file, folder.resolve(EntryFolder.TEXT));
        Weights weights = Weights.open(file);
        Map<String, Long> dimensions = new LinkedHashMap<>();
        weights.shape(PromptEmbedding.TENSOR)
                .filter(shape -> shape.dimension() == 3)
                .ifPresent(shape -> textDimensions(shape, dimensions));
        return HeaderFacts.of(part, weights, dimensions);
    }

    // the loader finds it by its published name, whatever it is called where it lies
    private PartFacts smallDecoder(Part part) {
        Path file = part.files().get(0);
        if (part.files().size() != 1) {
            throw new UserError("the small decoder at " + FileName.folderOf(file) + " is in " + part.files().size()
                    + " files; it is published as one. Give that: --part " + part.kind().id() + "=FILE.");
        }
        EntryFolder.link(file, folder.resolve(GeneratorFolder.SMALL_DECODER));
        Weights weights = Weights.open(file);
        Unreadable.refuseTypes(file, weights);
        return HeaderFacts.of(part, weights, FamilyDimensions.smallDecoder(weights));
    }

    private static void textDimensions(Shape shape, Map<String, Long> dimensions) {
        dimensions.put("tokens", shape.get(1));
        dimensions.put("width", shape.get(2));
    }

    private Weights linked(Part part) {
        Weights weights = Weights.open(writer.link(part));
        Unreadable.refuseTypes(part.files().get(0), weights);
        return weights;
    }
}
