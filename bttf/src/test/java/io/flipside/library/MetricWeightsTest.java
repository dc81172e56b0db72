package io.flipside.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.metric.MetricWeights;
import io.flipside.metric.NetworkWeights;
import io.flipside.metric.network.MetricNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reference: names and shapes of every tensor of the public files. */
class MetricWeightsTest {
    @TempDir
    Path folder;

    private Library library;
    private MetricWeights weights;

    @BeforeEach
    void open() {
        library = new Library(folder.resolve("library"));
        weights = new LibraryMetricWeights(folder.resolve("library"));
    }

    @Test
    void everyTensorOfThePublicFilesFitsAndTheyAreFoundWhateverTheirName() throws IOException {
        add("pool3", file("inception.safetensors", SparseFiles.manifest("fid_inception")));
        add("kinetics", file("i3d.safetensors", SparseFiles.manifest("i3d")));
        Path lpips = folder.resolve("lpips");
        SparseFiles.write(lpips.resolve("alexnet.safetensors"), trunk());
        SparseFiles.write(lpips.resolve("alex.safetensors"), heads("lin%d.model.1.weight"));
        LibraryEntry entry = add("perceptual", lpips);

        assertThat(entry.kind()).isEqualTo(ModelKind.METRIC);
        assertThat(entry.files()).hasSize(2);
        for (MetricNetwork network : MetricNetwork.values()) {
            NetworkWeights found = weights.find(network);
            assertThat(found).isInstanceOf(NetworkWeights.Registered.class);
            assertThat(network.problems(((NetworkWeights.Registered) found).tensors()))
                    .isEmpty();
        }
        assertThat(((NetworkWeights.Registered) weights.find(MetricNetwork.LPIPS_ALEX)).sha256())
                .containsExactlyElementsOf(
                        entry.files().stream().map(KeptFile::sha256).sorted().toList());
    }

    @Test
    void theWholeModuleOfLpipsIsTakenAsOneFile() throws IOException {
        Map<String, long[]> module = new LinkedHashMap<>();
        module.put("scaling_layer.shift", new long[] {1, 3, 1, 1});
        module.put("scaling_layer.scale", new long[] {1, 3, 1, 1});
        int[] slices = {0, 3, 6, 8, 10};
        for (int i = 0; i < slices.length; i++) {
            for (String kind : new String[] {"weight", "bias"}) {
                module.put(
                        "net.slice" + (i + 1) + "." + slices[i] + "." + kind,
                        trunk().get("features." + slices[i] + "." + kind));
            }
        }
        module.putAll(heads("lin%d.model.1.weight"));
        module.putAll(heads("lins.%d.model.1.weight"));

        assertThat(draft(file("module.safetensors", module)).problems()).isEmpty();
    }

    @Test
    void nothingIsRegisteredAtFirstAndTheCommandIsNamed() {
        assertThat(weights.find(MetricNetwork.LPIPS_ALEX))
                .isInstanceOfSatisfying(NetworkWeights.Missing.class, missing -> {
                    assertThat(missing.reason()).contains("AlexNet", "not registered");
                    assertThat(missing.howToGetIt()).contains("flipside models add lpips-alex DIR");
                });
    }

    @Test
    void weightsThatChangedAreNotUsed() throws IOException {
        Path file = file("i3d.safetensors", SparseFiles.manifest("i3d"));
        add("kinetics", file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        assertThat(weights.find(MetricNetwork.I3D)).isInstanceOfSatisfying(NetworkWeights.Missing.class, missing -> {
            assertThat(missing.reason()).contains("'kinetics'", file.toString(), "changed");
            assertThat(missing.howToGetIt()).contains("flipside models check kinetics");
        });
    }

    @Test
    void weightsOfAnotherShapeAreTold() throws IOException {
        Map<String, long[]> shapes = SparseFiles.manifest("i3d");
        shapes.put("logits.conv3d.weight", new long[] {600, 1024, 1, 1, 1});

        assertThat(draft(file("i3d.safetensors", shapes)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .contains("logits.conv3d.weight", "(600, 1024, 1, 1, 1)", "(400, 1024, 1, 1, 1)"));
    }

    @Test
    void torchvisionsInceptionIsNotTakenForTheOneOfFid() throws IOException {
        Map<String, long[]> shapes = SparseFiles.manifest("fid_inception");
        shapes.put("fc.weight", new long[] {1000, 2048});
        shapes.put("fc.bias", new long[] {1000});
        shapes.put("AuxLogits.fc.weight", new long[] {1000, 768});

        assertThat(draft(file("inception.safetensors", shapes)).problems())
                .anySatisfy(problem -> assertThat(problem).contains("fc.weight", "(1000, 2048)", "(1008, 2048)"))
                .anySatisfy(problem -> assertThat(problem).contains("AuxLogits.fc.weight"));
    }

    @Test
    void aPickleIsRefusedWithTheCommandThatConvertsIt() throws IOException {
        Path pickle = Files.write(folder.resolve("alexnet-owt-7be5be79.pth"), new byte[] {'P', 'K', 3, 4});

        refused(pickle, "pickle", "save_file", "alexnet-owt-7be5be79.safetensors");
    }

    @Test
    void halfOfLpipsIsRefusedWithWhatIsMissing() throws IOException {
        Path lpips = folder.resolve("lpips");
        SparseFiles.write(lpips.resolve("alexnet.safetensors"), trunk());
        refused(lpips, "lacks the learned heads of LPIPS");

        Files.write(lpips.resolve("alex.pth"), new byte[] {'P', 'K', 3, 4});
        refused(lpips, "alex.pth", "pickle", "save_file");

        refused(file("heads/alex.safetensors", heads("lin%d.weight")), "lacks the trunk of AlexNet");
    }

    @Test
    void twoNetworksInOneFolderAreRefused() throws IOException {
        file("both/i3d.safetensors", SparseFiles.manifest("i3d"));
        file("both/inception.safetensors", SparseFiles.manifest("fid_inception"));

        refused(folder.resolve("both"), "several metrics", "fid-inception, i3d");
    }

    private void refused(Path source, String... words) {
        assertThatThrownBy(() -> draft(source)).isInstanceOf(UserError.class).satisfies(e -> assertThat(e.getMessage())
                .contains(words));
    }

    /** torchvision's file: the head is not read. */
    private static Map<String, long[]> trunk() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("features.0.weight", new long[] {64, 3, 11, 11});
        shapes.put("features.0.bias", new long[] {64});
        shapes.put("features.3.weight", new long[] {192, 64, 5, 5});
        shapes.put("features.3.bias", new long[] {192});
        shapes.put("features.6.weight", new long[] {384, 192, 3, 3});
        shapes.put("features.6.bias", new long[] {384});
        shapes.put("features.8.weight", new long[] {256, 384, 3, 3});
        shapes.put("features.8.bias", new long[] {256});
        shapes.put("features.10.weight", new long[] {256, 256, 3, 3});
        shapes.put("features.10.bias", new long[] {256});
        shapes.put("classifier.6.weight", new long[] {1000, 4096});
        return shapes;
    }

    private static Map<String, long[]> heads(String name) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        long[] widths = {64, 192, 384, 256, 256};
        for (int i = 0; i < widths.length; i++) {
            shapes.put(name.formatted(i), new long[] {1, widths[i], 1, 1});
        }
        return shapes;
    }

    private Path file(String name, Map<String, long[]> shapes) throws IOException {
        return SparseFiles.write(folder.resolve(name), shapes);
    }

    private LibraryEntry add(String name, Path source) {
        return library.draft(new AddRequest(name, source, GivenParts.NONE, Optional.empty()), draft -> {
            assertThat(draft.problems()).isEmpty();
            EntryDraft hashed = library.hash(draft, HashProgress.NONE);
            library.keep(hashed, false);
            return hashed.entry();
        });
    }

    private EntryDraft draft(Path source) {
        return library.draft(new AddRequest("metric", source, GivenParts.NONE, Optional.empty()), draft -> draft);
    }
}
