package io.flipside.store;

import java.time.Instant;

/**
 * An address under which anybody may read one object for a while, from the store itself.
 *
 * @param url signed by the store's key: it is as good as the key for this object, so it goes to nobody else
 * @param expiresAt when it ends
 */
public record FileLink(String url, Instant expiresAt) {
    @Override
    public String toString() {
        return "FileLink[expiresAt=" + expiresAt + "]";
    }
}
