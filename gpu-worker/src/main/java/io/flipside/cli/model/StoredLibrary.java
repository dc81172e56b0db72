package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.file.Sha256;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A library in a bucket: its files below a prefix, links followed, and a list of them, {@value #LIST}. The hash of the list
 * pins all of it: who knows that hash gets these files and no others.
 */
final class StoredLibrary {
    /** Name of the list: a first line that says so, then a line for each file, its sha256, its bytes and its path. */
    static final String LIST = "library.list";

    private static final String FIRST = "flipside library 1";
    private static final long MOST_LIST_BYTES = 16L << 20;
    private static final String BINARY = "application/octet-stream";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) (.+)");

    private final ObjectStore store;
    private final String prefix;

    /** @param prefix without a slash at its end */
    StoredLibrary(ObjectStore store, String prefix) {
        this.store = store;
        this.prefix = prefix.replaceAll("/+$", "");
    }

    /**
     * Puts a library there; what is there already and the same is left.
     *
     * @param told of each path
     * @return the hash of its list
     */
    String push(Path library, Consumer<String> told) {
        StringBuilder list = new StringBuilder(FIRST).append('\n');
        for (String path : files(library)) {
            Path file = library.resolve(path);
            String sha256 = Sha256.of(file);
            boolean there = store.stat(key(path))
                    .map(ref -> ref.sha256().equals(sha256))
                    .orElse(false);
            ArtifactRef ref = there ? store.stat(key(path)).orElseThrow() : store.put(key(path), file, BINARY);
            list.append(ref.sha256())
                    .append(' ')
                    .append(ref.bytes())
                    .append(' ')
                    .append(path)
                    .append('\n');
            told.accept(path);
        }
        byte[] bytes = list.toString().getBytes(StandardCharsets.UTF_8);
        store.put(key(LIST), bytes, "text/plain; charset=utf-8");
        return Sha256.of(bytes);
    }

    /**
     * Brings it into a folder; files that are there and right stay.
     *
     * @param sha256 hash of the list
     * @param told of each path
     * @throws UserError if there is no such list, or another
     */
    void fetch(Path library, String sha256, Consumer<String> told) {
        byte[] list = store.find(key(LIST), MOST_LIST_BYTES)
                .orElseThrow(() -> new UserError("there is no library at " + store.uri(key(LIST))
                        + ". Put it there with 'flipside models push " + prefix + "'."));
        String found = Sha256.of(list);
        if (!found.equals(sha256)) {
            throw new UserError("the library at " + store.uri(key(LIST)) + " has the hash " + found + " and not "
                    + sha256 + ". Is it another one? Give the hash that 'flipside models push' printed.");
        }
        for (ArtifactRef ref : entries(new String(list, StandardCharsets.UTF_8))) {
            String path = ref.key().substring(prefix.length() + 1);
            place(ref, library.resolve(path));
            told.accept(path);
        }
    }

    private void place(ArtifactRef ref, Path target) {
        try {
            Path folder = Files.createDirectories(target.toAbsolutePath().getParent());
            if (Files.isRegularFile(target)
                    && Files.size(target) == ref.bytes()
                    && Sha256.of(target).equals(ref.sha256())) {
                return;
            }
            Files.move(store.fetch(ref, folder), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("bringing " + target, e);
        }
    }

    private List<ArtifactRef> entries(String list) {
        List<String> lines = list.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(FIRST)) {
            throw new UserError("the list " + store.uri(key(LIST)) + " is of another form than '" + FIRST
                    + "'. Put the library there again with this build.");
        }
        List<ArtifactRef> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches() || !isPlain(parts.group(3))) {
                throw new UserError("the list " + store.uri(key(LIST)) + " has a line that names no file of a library."
                        + " Put the library there again.");
            }
            entries.add(new ArtifactRef(
                    store.uri(key(parts.group(3))), parts.group(1), Long.parseLong(parts.group(2)), BINARY));
        }
        return entries;
    }

    /** Whether it leads nowhere but below the library. */
    private static boolean isPlain(String path) {
        return Stream.of(path.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private static List<String> files(Path library) {
        try (Stream<Path> all = Files.walk(library, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> library.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("looking through " + library, e);
        }
    }

    private String key(String path) {
        return prefix + "/" + path;
    }
}
