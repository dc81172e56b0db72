package io.flipside.store;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;

/** The calls that we make of the S3 contract, with its errors translated. */
final class S3 {
    private static final String HASH = "sha256";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    /** The contract's bounds of one part; an object of one part is written by one call, so conditions hold for it. */
    private static final long MIN_PART = 5L << 20;

    private static final long MAX_PART = 5L << 30;
    /** Size of the parts of a large file; one of them is in memory at a time. */
    static final long PART = 16L << 20;

    /** Most keys that one answer of the contract has. */
    private static final int PAGE = 1000;

    private final StoreAddress address;
    private final S3Calls calls;
    private final MinioClient client;

    S3(StoreAddress address, StoreTimeouts timeouts) {
        this.address = address;
        this.calls = new S3Calls(address);
        this.client = S3Calls.client(address, timeouts);
    }

    /** When a put may write. */
    record Condition(Map<String, String> headers) {
        static final Condition NONE = new Condition(Map.of());
        static final Condition ABSENT = new Condition(Map.of("If-None-Match", "*"));
    }

    /** What is done with an answer while it is open. */
    interface Reader<T> {
        T read(GetObjectResponse in) throws IOException;
    }

    /** False if the condition did not hold. */
    boolean put(String key, Content content, String mediaType, Condition condition) {
        if (content.length() > MAX_PART && !inParts(content, condition)) {
            throw new IllegalArgumentException(key + " has more than 5 GiB, the most that one call may write");
        }
        long part = inParts(content, condition) ? PART : Math.max(MIN_PART, content.length());
        try {
            calls.run("write " + key, () -> send(checked(key), content, mediaType, condition.headers(), part));
            return true;
        } catch (StoreErrors.ConditionFailed e) {
            return false;
        }
    }

    // a condition holds for one call only: what is written under one goes as one part
    private static boolean inParts(Content content, Condition condition) {
        return condition.equals(Condition.NONE) && content.file() != null && content.length() > PART;
    }

    private ObjectWriteResponse send(
            String key, Content content, String mediaType, Map<String, String> headers, long part)
            throws MinioException {
        Map<String, String> metadata = Map.of(HASH, content.sha256());
        byte[] bytes = content.bytes();
        if (bytes != null) {
            return client.putObject(PutObjectArgs.builder()
                    .bucket(address.bucket())
                    .object(key)
                    .data(bytes, bytes.length)
                    .contentType(mediaType)
                    .userMetadata(metadata)
                    .extraHeaders(headers)
                    .build());
        }
        return client.uploadObject(UploadObjectArgs.builder()
                .bucket(address.bucket())
                .object(key)
                .filename(String.valueOf(content.file()), part)
                .contentType(mediaType)
                .userMetadata(metadata)
                .extraHeaders(headers)
                .build());
    }

    /** Empty if there is no such object. */
    <T> Optional<T> open(String key, Reader<T> reader) {
        return open(address.bucket(), key, reader);
    }

    /** The same of an object of another bucket. */
    <T> Optional<T> open(String bucket, String key, Reader<T> reader) {
        GetObjectArgs args =
                GetObjectArgs.builder().bucket(bucket).object(checked(key)).build();
        try {
            return Optional.of(calls.run("read " + key, () -> {
                try (GetObjectResponse in = client.getObject(args)) {
                    return reader.read(in);
                }
            }));
        } catch (StoreErrors.NoSuchKey e) {
            return Optional.empty();
        }
    }

    /** Empty if there is no such object. */
    Optional<StatObjectResponse> head(String key) {
        StatObjectArgs args = StatObjectArgs.builder()
                .bucket(address.bucket())
                .object(checked(key))
                .build();
        try {
            return Optional.of(calls.run("look at " + key, () -> client.statObject(args)));
        } catch (StoreErrors.NoSuchKey e) {
            return Optional.empty();
        }
    }

    List<String> list(String prefix) {
        return list(prefix, "", Integer.MAX_VALUE);
    }

    /** Keys behind {@code after}, at most so many. */
    List<String> list(String prefix, String after, int limit) {
        ListObjectsArgs.Builder args = ListObjectsArgs.builder()
                .bucket(address.bucket())
                .prefix(prefix)
                .maxKeys(Math.min(limit, PAGE))
                .recursive(true);
        if (!after.isEmpty()) {
            args.startAfter(after);
        }
        return calls.run("list " + prefix, () -> {
            List<String> keys = new ArrayList<>();
            Iterator<Result<Item>> items = client.listObjects(args.build()).iterator();
            while (keys.size() < limit && items.hasNext()) {
                keys.add(items.next().get().objectName());
            }
            return keys;
        });
    }

    List<String> folders(String prefix) {
        ListObjectsArgs args = ListObjectsArgs.builder()
                .bucket(address.bucket())
                .prefix(prefix)
                .maxKeys(PAGE)
                .build();
        return calls.run("list " + prefix, () -> {
            List<String> folders = new ArrayList<>();
            for (Result<Item> item : client.listObjects(args)) {
                String name = item.get().objectName().substring(prefix.length());
                if (name.endsWith("/")) {
                    folders.add(name.substring(0, name.length() - 1));
                }
            }
            folders.sort(Comparator.naturalOrder());
            return folders;
        });
    }

    void delete(String key) {
        RemoveObjectArgs args = RemoveObjectArgs.builder()
                .bucket(address.bucket())
                .object(checked(key))
                .build();
        try {
            calls.run("delete " + key, () -> {
                client.removeObject(args);
                return true;
            });
        } catch (StoreErrors.NoSuchKey e) {
            // what was wanted
        }
    }

    void ensureBucket() {
        BucketExistsArgs there =
                BucketExistsArgs.builder().bucket(address.bucket()).build();
        MakeBucketArgs made = MakeBucketArgs.builder().bucket(address.bucket()).build();
        calls.run("make the bucket '" + address.bucket() + "'", () -> {
            if (!client.bucketExists(there)) {
                try {
                    client.makeBucket(made);
                } catch (ErrorResponseException e) {
                    if (!"BucketAlreadyOwnedByYou".equals(e.errorResponse().code())) {
                        throw e;
                    }
                }
            }
            return true;
        });
    }

    void close() {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing the client of the object store", e);
        }
    }

    /** The hash that was stored with an object by us; an object of another tool has none. */
    static Optional<String> declaredHash(Headers headers) {
        return Optional.ofNullable(headers.get("x-amz-meta-" + HASH))
                .filter(hash -> HEX.matcher(hash).matches());
    }

    static String mediaType(Headers headers) {
        String type = header(headers, "Content-Type");
        return type.isEmpty() ? "application/octet-stream" : type;
    }

    static String header(Headers headers, String name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }

    private static String checked(String key) {
        boolean plain = Arrays.stream(key.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!plain || key.length() > 1024) {
            throw new IllegalArgumentException("'" + key + "' is no plain key");
        }
        return key;
    }
}
