package io.flipside.library;

import io.flipside.UserError;
import io.flipside.classifier.ClassifierHeaders;
import io.flipside.generator.GeneratorFolder;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether an entry is still what was added. */
public final class EntryCheck {
    private EntryCheck() {}

    /**
     * From sizes, times and headers: what changed, is gone, or does not fit.
     *
     * @param folder that stands for the entry
     * @return sentences; empty if everything is as it was
     */
    public static List<String> quick(LibraryEntry entry, Path folder) {
        List<String> problems = new ArrayList<>();
        for (KeptFile file : entry.files()) {
            try {
                KeptFile now = KeptFile.look(file.path());
                if (!now.looksLike(file)) {
                    problems.add("file " + file.path() + " changed: it has " + now.bytes() + " bytes, and had "
                            + file.bytes() + ", or another time. Hash it with --full, or add it again with --replace.");
                }
            } catch (UserError e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        problems.addAll(headers(entry, folder));
        return problems;
    }

    /**
     * Hashes every file again, whatever its time, and looks at the headers.
     *
     * @param folder that stands for the entry
     * @return sentences about what is another than it was, is gone, or does not fit
     */
    public static List<String> full(LibraryEntry entry, Path folder, HashProgress progress) {
        List<String> problems = new ArrayList<>();
        List<KeptFile> there = new ArrayList<>();
        for (KeptFile file : entry.files()) {
            try {
                there.add(KeptFile.look(file.path()));
            } catch (UserError e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        Map<KeptFile, KeptFile> hashed = new Hashing(List.of(), progress).of(there);
        hashed.values().forEach(now -> entry.files().stream()
                .filter(file -> file.path().equals(now.path()) && !file.sha256().equals(now.sha256()))
                .forEach(file -> problems.add("file " + file.path() + " has sha256 " + now.sha256() + ", and had "
                        + file.sha256() + ". Get it again, or add it again with --replace.")));
        problems.addAll(headers(entry, folder));
        return problems;
    }

    private static List<String> headers(LibraryEntry entry, Path folder) {
        try {
            return ofHeaders(entry, folder);
        } catch (UserError e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> ofHeaders(LibraryEntry entry, Path folder) {
        return switch (entry.kind()) {
            case GENERATOR -> GeneratorFolder.problems(folder);
            case CLASSIFIER -> ClassifierHeaders.problems(folder);
            case METRIC -> MetricLayout.problems(folder);
            case ADAPTER -> AdapterFile.problems(Weights.open(folder.resolve(EntryFolder.ADAPTER)));
        };
    }
}
