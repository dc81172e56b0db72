package io.flipside.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.flipside.artifact.ArtifactRef;
import io.flipside.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Objects as files below a folder, for one process: an audit without a service keeps here what others keep in S3. */
public final class FolderStore implements ObjectStore {
    private static final String BUCKET = "flipside";

    private final Path objects;
    private final Path unfinished;

    /** @param folder made if it is missing */
    public FolderStore(Path folder) {
        try {
            objects = Files.createDirectories(folder.resolve("objects")).toRealPath();
            unfinished = Files.createDirectories(folder.resolve("unfinished"));
        } catch (IOException e) {
            throw new UncheckedIOException("making the store " + folder, e);
        }
    }

    @Override
    public String uri(String key) {
        return "s3://" + BUCKET + "/" + key;
    }

    private Path file(String key) {
        Path file = objects.resolve(key).normalize();
        if (key.isEmpty() || key.endsWith("/") || !file.startsWith(objects) || file.equals(objects)) {
            throw new IllegalArgumentException("'" + key + "' is no key");
        }
        return file;
    }

    @Override
    public ArtifactRef put(String key, Content content, String mediaType) {
        try {
            Files.move(written(key, content), file(key), ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + uri(key), e);
        }
        return new ArtifactRef(uri(key), content.sha256(), content.length(), mediaType);
    }

    @Override
    public Stored putIfAbsent(String key, Content content, String mediaType) {
        boolean written = create(key, content, mediaType);
        if (!written) {
            String there = stat(key).map(ArtifactRef::sha256).orElse("nothing");
            if (!there.equals(content.sha256())) {
                throw new ObjectConflict(uri(key), content.sha256(), there);
            }
        }
        return new Stored(new ArtifactRef(uri(key), content.sha256(), content.length(), mediaType), written);
    }

    @Override
    public boolean create(String key, Content content, String mediaType) {
        try {
            Path whole = written(key, content);
            try {
                Files.createLink(file(key), whole); // fails if there is one, at once and for good
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.delete(whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + uri(key), e);
        }
    }

    private Path written(String key, Content content) throws IOException {
        Files.createDirectories(file(key).getParent());
        Path whole = unfinished.resolve(UUID.randomUUID().toString());
        try (OutputStream out = Files.newOutputStream(whole);
                InputStream in = content.open()) {
            in.transferTo(out);
        }
        return whole;
    }

    @Override
    public byte[] get(ArtifactRef ref, long limit) {
        if (ref.bytes() > limit) {
            throw new ArtifactTooLarge(ref.uri(), limit);
        }
        byte[] bytes = find(ref.key(), limit).orElseThrow(() -> new ArtifactMissing(ref.uri()));
        String found = Sha256.of(bytes);
        if (!found.equals(ref.sha256())) {
            throw new ArtifactCorrupt(ref.uri(), ref.sha256(), found);
        }
        return bytes;
    }

    @Override
    public Path fetch(ArtifactRef ref, Path folder) {
        return LocalCopy.of(ref, folder, out -> copy(ref, out));
    }

    @Override
    public void copy(ArtifactRef ref, OutputStream out) {
        try (InputStream in = Files.newInputStream(file(ref.key()))) {
            Download.verified(in, ref, out);
        } catch (NoSuchFileException e) {
            throw new ArtifactMissing(ref.uri());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + ref.uri(), e);
        }
    }

    @Override
    public Optional<byte[]> find(String key, long limit) {
        Path file = file(key);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            } else if (Files.size(file) > limit) {
                throw new ArtifactTooLarge(uri(key), limit);
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + uri(key), e);
        }
    }

    @Override
    public Optional<ArtifactRef> stat(String key) {
        Path file = file(key);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new ArtifactRef(uri(key), Sha256.of(file), Files.size(file), MediaType.ofName(key)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + uri(key), e);
        }
    }

    @Override
    public List<String> list(String prefix) {
        try (Stream<Path> files = Files.walk(objects)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> objects.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + uri(prefix), e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + uri(key), e);
        }
    }
}
