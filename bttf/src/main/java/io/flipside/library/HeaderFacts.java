package io.flipside.library;

import io.flipside.tensor.TensorInfo;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What headers say of a part. */
final class HeaderFacts {
    private HeaderFacts() {}

    static PartFacts of(Part part, Weights weights, Map<String, Long> dimensions) {
        List<KeptFile> files = files(part);
        List<String> types = weights.names().stream()
                .flatMap(name -> weights.info(name).stream())
                .map(TensorInfo::type)
                .map(Enum::name)
                .distinct()
                .sorted()
                .toList();
        return new PartFacts(part.kind(), weights.names().size(), bytes(files), types, dimensions, files);
    }

    /** Of a part that holds no tensors that we look at. */
    static PartFacts ofFiles(Part part) {
        List<KeptFile> files = files(part);
        return new PartFacts(part.kind(), 0, bytes(files), List.of(), Map.of(), files);
    }

    private static List<KeptFile> files(Part part) {
        List<Path> all = new ArrayList<>(part.files());
        part.config().ifPresent(all::add);
        return all.stream().map(KeptFile::look).toList();
    }

    private static long bytes(List<KeptFile> files) {
        return files.stream().mapToLong(KeptFile::bytes).sum();
    }
}
