package io.flipside.library;

import io.flipside.UserError;
import io.flipside.file.NamedFolders;
import io.flipside.file.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Models by name, in a folder: {@code KIND/NAME} is a folder in the form that the loaders read, with {@code entry.json}.
 * Weights stay where they are; entries have links to them. An entry is there whole or not at all.
 */
public final class Library {
    /** The one file of an adapter, in its folder. */
    public static final String ADAPTER = EntryFolder.ADAPTER;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final String SHIPPED = "tiny";

    private final Path root;
    private final NamedFolders folders;

    /** @param root made when the first model is added */
    public Library(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.folders = new NamedFolders(this.root);
    }

    /**
     * Looks at a model without keeping it.
     *
     * @param work is given what was found; the folder of it is there until it returns
     * @throws UserError if the name cannot be one, or the source is no model
     */
    public <T> T draft(AddRequest request, Function<EntryDraft, T> work) {
        checkName(request.name());
        ModelFolder model = Recognition.of(request.source(), request.parts());
        try (ScratchFolder scratch = ScratchFolder.in(Entries.of(root), ".new-")) {
            Path folder = scratch.path().resolve("entry");
            Files.createDirectory(folder);
            return work.apply(new Drafting(request.name(), request.source(), folder).of(model, request.clips()));
        } catch (IOException e) {
            throw new UncheckedIOException("writing the library", e);
        }
    }

    /**
     * Hashes a draft's files.
     *
     * @throws UserError if one changes meanwhile
     */
    public EntryDraft hash(EntryDraft draft, HashProgress progress) {
        List<KeptFile> known =
                list().stream().flatMap(entry -> entry.files().stream()).toList();
        Map<KeptFile, KeptFile> hashed =
                new Hashing(known, progress).of(draft.entry().files());
        return draft.with(draft.entry()
                .with(draft.entry().parts().stream()
                        .map(part ->
                                part.with(part.files().stream().map(hashed::get).toList()))
                        .toList()));
    }

    /**
     * Freezes a prompt with a generator: its tokens are made now, or taken from when they were made before.
     *
     * @param draft hashed
     * @throws UserError if the generator's text encoder or tokenizer is missing, or the prompt is too long
     */
    public EntryDraft prompted(EntryDraft draft, String prompt) {
        Path tokens = new PromptTokens(root).of(draft, prompt);
        Path text = draft.folder().resolve(EntryFolder.TEXT);
        try {
            Files.deleteIfExists(text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the library", e);
        }
        EntryFolder.copy(tokens, text);
        return draft.prompted(prompt);
    }

    /** What became of an entry. */
    public enum Kept {
        ADDED,
        REPLACED,
        /** The same model was there under this name. */
        THERE_BEFORE
    }

    /**
     * Keeps a draft, hashed, under its name.
     *
     * @param replace whether another model of that name may go
     * @throws UserError if there is another model of that name
     */
    public Kept keep(EntryDraft draft, boolean replace) {
        LibraryEntry entry = draft.entry();
        Optional<LibraryEntry> before = find(entry.name());
        if (before.filter(entry::isSameModel).isPresent() && !replace) {
            return Kept.THERE_BEFORE;
        } else if (before.isPresent() && !replace) {
            throw new UserError("the library has another model '" + entry.name() + "' ("
                    + before.get().source() + "). Give another name, or --replace.");
        }
        before.filter(other -> other.kind() != entry.kind()).ifPresent(this::remove);
        // the text encoder has done its work: it is no part of what is loaded
        Entries.delete(draft.folder().resolve(PartKind.TEXT_ENCODER.id()));
        new EntryFolder(draft.folder()).json(LibraryEntry.FILE, EntryJson.of(entry));
        Entries.publish(draft.folder(), root.resolve(entry.kind().folder()).resolve(entry.name()), root);
        return before.isPresent() ? Kept.REPLACED : Kept.ADDED;
    }

    /** Every entry, by kind and name. One that cannot be read is passed over: {@link #find} says why. */
    public List<LibraryEntry> list() {
        List<LibraryEntry> entries = new ArrayList<>();
        for (ModelKind kind : ModelKind.values()) {
            for (String name : folders.names(kind.folder())) {
                try {
                    find(kind, name).ifPresent(entries::add);
                } catch (UserError e) {
                    continue;
                }
            }
        }
        return entries;
    }

    /**
     * An entry of whatever kind.
     *
     * @throws UserError if it cannot be read
     */
    public Optional<LibraryEntry> find(String name) {
        return Arrays.stream(ModelKind.values())
                .flatMap(kind -> find(kind, name).stream())
                .findFirst();
    }

    private Optional<LibraryEntry> find(ModelKind kind, String name) {
        return folders.find(kind.folder(), name)
                .map(folder -> folder.resolve(LibraryEntry.FILE))
                .filter(Files::isRegularFile)
                .map(EntryJson::read);
    }

    /**
     * An entry that must be there.
     *
     * @throws UserError naming those that are
     */
    public LibraryEntry get(String name) {
        return find(name).orElseThrow(() -> {
            List<String> names = list().stream().map(LibraryEntry::name).toList();
            return new UserError("the library " + root + " has no '" + name + "'. "
                    + (names.isEmpty()
                            ? "It is empty: 'flipside models add NAME DIR'."
                            : "It has " + String.join(", ", names) + "."));
        });
    }

    /** The folder that stands for an entry. */
    public Path folder(LibraryEntry entry) {
        return root.resolve(entry.kind().folder()).resolve(entry.name());
    }

    /** Forgets an entry; no weights go. */
    public void remove(LibraryEntry entry) {
        Entries.remove(folder(entry), root);
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new UserError(
                    "'" + name + "' cannot be a name. It needs 1 to 100 small letters, digits, dots, hyphens or"
                            + " underscores, and begins with a letter or digit.");
        } else if (name.equals(SHIPPED)) {
            throw new UserError("'" + SHIPPED + "' is the name of the shipped models. Give another.");
        }
    }
}
