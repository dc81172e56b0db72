package io.flipside.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model that has been looked at, and not yet hashed or kept.
 *
 * @param folder stands for the model, as its loader wants it
 * @param entry without digests
 * @param missing parts that are not there
 * @param problems what does not fit; empty if everything does
 */
public record EntryDraft(Path folder, LibraryEntry entry, List<PartKind> missing, List<String> problems) {
    public EntryDraft {
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    /** The parts that an audit cannot do without and that are not there. */
    public List<PartKind> lacking() {
        return missing.stream().filter(PartKind::isNeeded).toList();
    }

    /** The one file of an adapter. */
    public Path adapter() {
        return folder.resolve(EntryFolder.ADAPTER);
    }

    /** The same model with another entry. */
    EntryDraft with(LibraryEntry other) {
        return new EntryDraft(folder, other, missing, problems);
    }

    /** The prompt that is frozen with it is this one. */
    EntryDraft prompted(String prompt) {
        LibraryEntry e = entry;
        List<PartKind> still =
                missing.stream().filter(kind -> kind != PartKind.TEXT).toList();
        return new EntryDraft(
                folder,
                new LibraryEntry(
                        e.name(),
                        e.kind(),
                        e.layout(),
                        e.source(),
                        e.parts().stream()
                                .filter(part -> part.kind() != PartKind.TEXT)
                                .toList(),
                        e.clips(),
                        e.shift(),
                        Optional.of(prompt),
                        e.madeBy()),
                still,
                problems);
    }
}
