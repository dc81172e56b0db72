package io.flipside.library;

import io.flipside.generator.GeneratorFolder;
import io.flipside.tensor.JsonConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders with a folder for each network: diffusers', and ours. */
final class PipelineLayout {
    private static final String CONFIG = "config.json";

    private PipelineLayout() {}

    static ModelFolder published(Listing listing) {
        Map<PartKind, Part> parts = networks(listing);
        part(PartKind.TEXT_ENCODER, listing).ifPresent(part -> parts.put(PartKind.TEXT_ENCODER, part));
        tokenizer(listing.folder().resolve("tokenizer")).ifPresent(part -> parts.put(PartKind.TOKENIZER, part));
        text(listing).ifPresent(part -> parts.put(PartKind.TEXT, part));
        smallDecoder(listing.folder()).ifPresent(part -> parts.put(PartKind.SMALL_DECODER, part));
        Optional<Part> transformer = Optional.ofNullable(parts.get(PartKind.TRANSFORMER));
        transformer.flatMap(Part::config).ifPresent(config -> WanFamily.refuseConfig(JsonConfig.read(config)));
        Path scheduler = listing.folder().resolve("scheduler/scheduler_config.json");
        return new ModelFolder.Generator(
                Layout.DIFFUSERS, parts, List.of(), Optional.of(scheduler).filter(Files::isRegularFile));
    }

    static ModelFolder own(Listing listing) {
        Map<PartKind, Part> parts = networks(listing);
        text(listing).ifPresent(part -> parts.put(PartKind.TEXT, part));
        smallDecoder(listing.folder()).ifPresent(part -> parts.put(PartKind.SMALL_DECODER, part));
        List<Path> extras = Stream.of("generator.json", "domain.json")
                .map(listing.folder()::resolve)
                .filter(Files::isRegularFile)
                .toList();
        return new ModelFolder.Generator(Layout.FLIPSIDE, parts, extras, Optional.empty());
    }

    private static Map<PartKind, Part> networks(Listing listing) {
        Map<PartKind, Part> parts = new EnumMap<>(PartKind.class);
        for (PartKind kind : List.of(PartKind.TRANSFORMER, PartKind.VAE, PartKind.IMAGE_ENCODER)) {
            part(kind, listing).ifPresent(part -> parts.put(kind, part));
        }
        return parts;
    }

    /** The folder of this name with its configuration and weights. */
    private static Optional<Part> part(PartKind kind, Listing listing) {
        Path folder = listing.folder().resolve(kind.id());
        return Files.isDirectory(folder) ? Optional.of(part(kind, folder)) : Optional.empty();
    }

    static Part part(PartKind kind, Path folder) {
        Optional<Path> config = Optional.of(folder.resolve(CONFIG)).filter(Files::isRegularFile);
        return new Part(kind, config, WeightChoice.in(folder));
    }

    /** A {@code tokenizer.json}, in a folder or by itself. */
    static Optional<Part> tokenizer(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("tokenizer.json") : path;
        return Files.isRegularFile(file) ? Optional.of(Part.of(PartKind.TOKENIZER, List.of(file))) : Optional.empty();
    }

    /** The file of this name in a folder. */
    static Optional<Part> smallDecoder(Path folder) {
        Path file = folder.resolve(GeneratorFolder.SMALL_DECODER);
        return Files.isRegularFile(file)
                ? Optional.of(Part.of(PartKind.SMALL_DECODER, List.of(file)))
                : Optional.empty();
    }

    private static Optional<Part> text(Listing listing) {
        Path file = listing.folder().resolve("text.safetensors");
        return Files.isRegularFile(file) ? Optional.of(Part.of(PartKind.TEXT, List.of(file))) : Optional.empty();
    }
}
