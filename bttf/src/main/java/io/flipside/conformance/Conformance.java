package io.flipside.conformance;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.TorchDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs every golden case of a folder on this machine's device. */
public final class Conformance {
    private static final List<GoldenCase> KINDS = List.of(
            new WanTransformerCase(),
            new WanVaeCase(),
            new VideoSwinCase(),
            new ClassifierCase(),
            new SearchCase(),
            new ClipVisionCase(),
            new Umt5Case(),
            new WanLoraCase(),
            new SsimCase(),
            new LpipsAlexCase(),
            new FidInceptionCase(),
            new I3dCase(),
            new FrechetCase());

    private Conformance() {}

    /**
     * What became of one case.
     *
     * @param name the folder's name
     * @param comparisons one per quantity; empty where the kind is not known here
     */
    public record Outcome(String name, List<Comparison> comparisons) {
        public Outcome {
            comparisons = List.copyOf(comparisons);
        }

        /** Whether this kind of case is not known here. */
        public boolean skipped() {
            return comparisons.isEmpty();
        }

        /** Whether every quantity is within its tolerance. */
        public boolean passes() {
            return comparisons.stream().allMatch(Comparison::passes);
        }

        /** The quantity furthest from passing, if any was compared. */
        public Optional<Comparison> worst() {
            return comparisons.stream()
                    .max(Comparator.comparingDouble(
                            c -> Double.isNaN(c.error()) ? Double.MAX_VALUE : c.error() / c.tolerance()));
        }
    }

    /**
     * The case folders below {@code root}, or {@code root} itself if it is one, by name.
     *
     * @throws UserError if there is none
     */
    public static List<Path> cases(Path root) {
        if (isCase(root)) {
            return List.of(root);
        }
        if (!Files.isDirectory(root)) {
            throw new UserError("folder " + root + " does not exist. Give a folder of golden cases.");
        }
        try (Stream<Path> children = Files.list(root)) {
            List<Path> found = children.filter(Conformance::isCase).sorted().toList();
            if (found.isEmpty()) {
                throw new UserError("folder " + root
                        + " holds no golden case. A case is a folder with config.json and case.safetensors.");
            }
            return found;
        } catch (IOException e) {
            throw new UserError("folder " + root + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Runs one case on the processor. */
    public static Outcome run(Path folder) {
        return run(folder, TorchDevice.CPU);
    }

    /**
     * Runs one case.
     *
     * @throws UserError if the device is not there
     */
    public static Outcome run(Path folder, TorchDevice device) {
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        Optional<GoldenCase> kind = KINDS.stream()
                .filter(k -> name.startsWith(k.kind()))
                .max(Comparator.comparingInt(k -> k.kind().length()));
        if (kind.isEmpty()) {
            return new Outcome(name, List.of());
        }
        try (NDManager manager = device.manager()) {
            return new Outcome(name, kind.get().run(new GoldenFolder(folder, manager)));
        }
    }

    /**
     * Runs a classifier folder against the reference in it, whatever its name.
     *
     * @throws UserError if there is none, the classifier cannot be searched through, or the device is not there
     */
    public static Outcome classifier(Path folder, TorchDevice device) {
        try (NDManager manager = device.manager()) {
            return new Outcome(folder.toString(), new ClassifierCase().run(new GoldenFolder(folder, manager)));
        }
    }

    private static boolean isCase(Path folder) {
        return Files.isRegularFile(folder.resolve("config.json"))
                && Files.isRegularFile(folder.resolve("case.safetensors"));
    }
}
