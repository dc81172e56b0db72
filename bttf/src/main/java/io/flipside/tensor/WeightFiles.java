package io.flipside.tensor;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which safetensors files belong to a path, and which tensor lies in which of them. */
final class WeightFiles {
    private static final String SHARD = ".safetensors";
    private static final String INDEX = ".safetensors.index.json";
    private static final int MAX_SHARDS = 1000;

    private WeightFiles() {}

    static boolean isIndex(Path file) {
        return file.getFileName().toString().endsWith(INDEX);
    }

    /** The one file or index of a folder. */
    static Path inFolder(Path folder) {
        List<Path> indexes = ending(folder, INDEX);
        List<Path> candidates = indexes.isEmpty() ? ending(folder, SHARD) : indexes;
        if (candidates.size() != 1) {
            throw new UserError("folder " + folder + " must hold one .safetensors file or one .safetensors.index.json"
                    + " with its shards; it holds " + (candidates.isEmpty() ? "neither" : named(candidates)) + ".");
        }
        return candidates.get(0);
    }

    /** Tensors by name with the shard that an index puts them in. Every tensor of every shard must be in the index. */
    static Map<String, SafetensorsFile> shards(Path index, ReadFiles files) {
        Map<String, SafetensorsFile> byName = new LinkedHashMap<>();
        Map<String, SafetensorsFile> opened = new LinkedHashMap<>();
        WeightIndex.of(index, files).forEach((tensor, shard) -> {
            if (opened.size() >= MAX_SHARDS) {
                throw new UserError("weights index " + index + " names more than " + MAX_SHARDS + " shards.");
            }
            byName.put(
                    tensor,
                    opened.computeIfAbsent(shard, name -> files.safetensors(there(index, name), HeaderLimits.MODEL)));
        });
        opened.forEach((shard, file) -> file.header().tensors().keySet().stream()
                .filter(name -> byName.get(name) != file)
                .findFirst()
                .ifPresent(name -> {
                    throw new UserError("shard " + shard + " holds the tensor '" + Printable.of(name)
                            + "', which its index " + index
                            + " does not place there: it is of another model, or one of both is"
                            + " of another version. Get both again.");
                }));
        Set<String> strangers = new TreeSet<>();
        ending(FileName.folderOf(index), SHARD)
                .forEach(file -> strangers.add(file.getFileName().toString()));
        strangers.removeAll(opened.keySet());
        if (!strangers.isEmpty()) {
            throw new UserError("weights index " + index + " does not name " + String.join(", ", strangers)
                    + ", which lies beside it. Take away what does not belong there.");
        }
        return byName;
    }

    private static Path there(Path index, String shard) {
        Path file = index.resolveSibling(shard);
        if (!Files.isRegularFile(file)) {
            throw new UserError("weights index " + index + " names the shard " + Printable.of(shard)
                    + ", which is not there: the download is unfinished. Get it again.");
        }
        return file;
    }

    private static List<Path> ending(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static String named(List<Path> files) {
        return String.join(
                ", ", files.stream().map(file -> file.getFileName().toString()).toList());
    }
}
