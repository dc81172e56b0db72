package io.flipside.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One model of the library.
 *
 * @param name in commands and requests
 * @param kind what it is used as
 * @param layout how its files lie
 * @param source the folder or file that was given
 * @param parts what it consists of
 * @param clips those that a generator makes
 * @param shift of the noise schedule that was published with it
 * @param prompt whose tokens are frozen with it, if it is known
 * @param madeBy the build that looked at it
 */
public record LibraryEntry(
        String name,
        ModelKind kind,
        Layout layout,
        Path source,
        List<PartFacts> parts,
        Optional<ClipShape> clips,
        Optional<Double> shift,
        Optional<String> prompt,
        String madeBy) {
    /** The file that holds it. */
    public static final String FILE = "entry.json";

    public LibraryEntry {
        parts = List.copyOf(parts);
    }

    /** Its files, each once. */
    public List<KeptFile> files() {
        return parts.stream().flatMap(part -> part.files().stream()).distinct().toList();
    }

    /** Size of all its files. */
    public long bytes() {
        return files().stream().mapToLong(KeptFile::bytes).sum();
    }

    /** Whether an audit would compute the same with both: the same content, whatever lies where. */
    boolean isSameModel(LibraryEntry other) {
        return kind == other.kind
                && clips.equals(other.clips)
                && prompt.equals(other.prompt)
                && digests().equals(other.digests());
    }

    private List<String> digests() {
        return files().stream().map(KeptFile::sha256).sorted().toList();
    }

    /** The same with other parts. */
    LibraryEntry with(List<PartFacts> others) {
        return new LibraryEntry(name, kind, layout, source, others, clips, shift, prompt, madeBy);
    }
}
