package io.flipside.store;

import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import okhttp3.OkHttpClient;

/** The client of an address, and its errors in our words. */
final class S3Calls {
    private final StoreErrors errors;

    S3Calls(StoreAddress address) {
        this.errors = new StoreErrors(address);
    }

    /** One request. */
    interface Call<T> {
        T run() throws MinioException, IOException;
    }

    static MinioClient client(StoreAddress address, StoreTimeouts timeouts) {
        // an HTTP client of our own: the default one waits five minutes and repeats calls behind our back
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(timeouts.connect())
                .readTimeout(timeouts.transfer())
                .writeTimeout(timeouts.transfer())
                .socketFactory(new UndelayedSockets())
                .followRedirects(false)
                .build();
        return MinioClient.builder()
                .endpoint(address.endpoint())
                .region(address.region())
                .credentials(address.accessKey(), address.secretKey())
                .httpClient(http, true)
                .build();
    }

    /** @param action what the request should do, for messages */
    <T> T run(String action, Call<T> call) {
        try {
            return call.run();
        } catch (MinioException e) {
            throw errors.of(e, action);
        } catch (IOException e) {
            throw errors.unavailable(action, e);
        } catch (IllegalStateException e) {
            // how the client hands trouble of the network on
            if (e.getCause() instanceof IOException network) {
                throw errors.unavailable(action, network);
            }
            throw e;
        }
    }
}
