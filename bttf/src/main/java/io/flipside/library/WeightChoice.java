package io.flipside.library;

import io.flipside.UserError;
import io.flipside.tensor.WeightIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of one network's weights in a folder. */
final class WeightChoice {
    static final String WEIGHTS = ".safetensors";
    static final String INDEX = ".safetensors.index.json";

    private static final Pattern SHARD = Pattern.compile(".*-(\\d{5})-of-(\\d{5})\\.safetensors");
    /** Where a folder has several, the one without a variant is meant. */
    private static final List<String> PLAIN = List.of(
            "diffusion_pytorch_model.safetensors.index.json",
            "model.safetensors.index.json",
            "diffusion_pytorch_model.safetensors",
            "model.safetensors");

    private WeightChoice() {}

    /**
     * One file, or an index and its shards.
     *
     * @throws UserError if there are none, several, or only such as are not read
     */
    static List<Path> in(Path folder) {
        Listing listing = Listing.of(folder);
        Unreadable.refuseUnfinished(listing);
        for (String name : PLAIN) {
            if (listing.has(name)) {
                return of(folder.resolve(name));
            }
        }
        List<Path> indexes = listing.ending(INDEX);
        List<Path> candidates = indexes.isEmpty() ? listing.ending(WEIGHTS) : indexes;
        if (candidates.isEmpty()) {
            Unreadable.refuse(listing);
        }
        if (candidates.size() != 1) {
            throw new UserError("folder " + folder + " must hold one .safetensors file or one .safetensors.index.json"
                    + " with its shards; it holds " + (candidates.isEmpty() ? "neither" : names(candidates)) + ".");
        }
        return of(candidates.get(0));
    }

    /** A file by itself, or an index and the shards that it names. */
    static List<Path> of(Path file) {
        if (!Listing.endsWith(file, INDEX)) {
            return List.of(file);
        }
        TreeSet<String> shards = new TreeSet<>(WeightIndex.read(file).values());
        refuseIncomplete(file, shards);
        List<Path> files = new ArrayList<>(List.of(file));
        shards.forEach(shard -> files.add(file.resolveSibling(shard)));
        return files;
    }

    private static void refuseIncomplete(Path index, TreeSet<String> shards) {
        if (shards.isEmpty()) {
            throw new UserError("weights index " + index + " names no tensor. Get it again.");
        }
        for (String shard : shards) {
            Matcher counted = SHARD.matcher(shard);
            if (counted.matches() && Integer.parseInt(counted.group(2)) != shards.size()) {
                throw new UserError("weights index " + index + " names " + shards.size() + " shards, one of them "
                        + shard + ", which is one of " + Integer.parseInt(counted.group(2))
                        + ". Get the index and its shards from one place again.");
            } else if (!Files.isRegularFile(index.resolveSibling(shard))) {
                throw new UserError("weights index " + index + " names the shard " + shard
                        + ", which is not there: the download is unfinished. Get it again.");
            }
        }
    }

    static String names(List<Path> files) {
        return String.join(
                ", ",
                files.stream().map(file -> String.valueOf(file.getFileName())).toList());
    }
}
