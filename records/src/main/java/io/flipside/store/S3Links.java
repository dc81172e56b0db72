package io.flipside.store;

import io.flipside.artifact.ArtifactRef;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Addresses that are signed for one object and a while, with the name by which callers reach the store. */
final class S3Links implements AutoCloseable {
    private final S3Calls calls;
    private final MinioClient client;

    S3Links(StoreAddress address, StoreTimeouts timeouts) {
        this.calls = new S3Calls(address);
        this.client = S3Calls.client(address.fromOutside(), timeouts);
    }

    FileLink of(ArtifactRef ref, String name, Duration length) {
        Instant end = Instant.now().plus(length).truncatedTo(ChronoUnit.SECONDS);
        // a page among the results must not run as one of the store's
        Map<String, String> answered = Map.of(
                "response-content-type",
                ref.mediaType(),
                "response-content-disposition",
                "attachment; filename=\"" + name + "\"");
        String url = calls.run(
                "sign a link to " + ref.key(),
                () -> client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                        .method(Http.Method.GET)
                        .bucket(ref.bucket())
                        .object(ref.key())
                        .expiry((int) length.toSeconds())
                        .extraQueryParams(answered)
                        .build()));
        return new FileLink(url, end);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing the client that signs links", e);
        }
    }
}
