package io.flipside.steps;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.PrepareInput;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipWriter;
import io.flipside.explain.Models;
import io.flipside.file.ScratchFolder;
import io.flipside.method.SearchMethods;
import io.flipside.record.AuditKeys;
import io.flipside.store.MediaType;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Decodes, crops and resamples the clip. Refuses what is no clip within the limits. */
final class Prepare extends Step<PrepareInput, ClipFacts> {
    /** Code of a refusal: the search method cannot take what the plan says. */
    static final String PLAN = "plan";

    private static final String NAME = "prepare";
    private static final String ORIGINAL = "original.mkv";

    private final ObjectStore store;
    private final ModelShelf shelf;
    private final Deaths deaths;
    private final ReadWriteLock readers = new ReentrantReadWriteLock(true);

    Prepare(WorkerParts parts) {
        super(NAME, ClipFacts.class);
        this.store = parts.store();
        this.shelf = parts.shelf();
        this.deaths = new Deaths(store, parts.clock());
    }

    /** A clip over which a process has died is read alone: nobody else's audit dies with it. */
    @Override
    ClipFacts run(PrepareInput input, StepContext context) {
        try (Deaths.Mark mark = deaths.begin(input.auditId(), NAME, "working")) {
            Lock lock = mark.deaths() == 0 ? readers.readLock() : readers.writeLock();
            lock.lock();
            try {
                return prepared(input);
            } finally {
                lock.unlock();
            }
        }
    }

    private ClipFacts prepared(PrepareInput input) {
        searchable(input.request());
        Path generator = shelf.generator(input.request().generator());
        return ScratchFolder.using(folder -> {
            Clip clip = Guard.refusing("clip", () -> read(input.request().clip(), generator, folder));
            Path lossless = folder.resolve(ORIGINAL);
            ClipWriter.writeEvidence(clip, lossless);
            ArtifactRef ref =
                    store.put(AuditKeys.file(input.auditId(), ORIGINAL), lossless, MediaType.ofName(ORIGINAL));
            return new ClipFacts(ref, clip.count(), clip.width(), clip.height(), clip.framesPerSecond());
        });
    }

    /** Only here is it known whether there is a method that takes the plan: no door knows any. */
    private static void searchable(AuditRequest request) {
        Guard.refusing("method-unknown", () -> SearchMethods.of(request.plan().method()));
        Guard.refusing(PLAN, () -> Plans.stages(request));
    }

    private Clip read(ArtifactRef clip, Path generator, Path folder) {
        Path file = store.fetch(clip, folder);
        try {
            return Models.preprocess(generator).read(file, ClipLimits.DEFAULT);
        } catch (UserError e) {
            throw named(e, file, clip);
        }
    }

    /** Nobody outside knows the file that was read here: its name is the one that the request gave it. */
    private static UserError named(UserError e, Path file, ArtifactRef clip) {
        String name = clip.key().substring(clip.key().lastIndexOf('/') + 1);
        String message = String.valueOf(e.getMessage());
        for (Path path : List.of(file, real(file))) {
            message = message.replace(path.toString(), name);
        }
        return new UserError(message, e);
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }
}
