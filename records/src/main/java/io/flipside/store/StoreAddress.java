package io.flipside.store;

import io.flipside.UserError;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the object store is and who we are there. The keys appear in no text that this record makes.
 *
 * @param endpoint {@code http://host:port} or {@code https://host}, nothing after it
 * @param region such as {@code us-east-1}; part of every signature
 * @param accessKey name of the account
 * @param secretKey its secret
 * @param bucket where everything lies
 * @param clipBuckets others of the same store that clips may lie in; they are read, never written
 * @param publicEndpoint by which callers of the service reach it, in the form of the endpoint; empty if it is the same
 */
public record StoreAddress(
        String endpoint,
        String region,
        String accessKey,
        String secretKey,
        String bucket,
        Set<String> clipBuckets,
        Optional<String> publicEndpoint) {
    static final String ENDPOINT = "flipside.store.endpoint";
    static final String REGION = "flipside.store.region";
    static final String ACCESS_KEY = "flipside.store.access-key";
    static final String SECRET_KEY = "flipside.store.secret-key";
    static final String BUCKET = "flipside.store.bucket";
    static final String PUBLIC_ENDPOINT = "flipside.store.public-endpoint";
    static final String CLIP_BUCKETS = "flipside.store.clip-buckets";
    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /** One whose clips lie in its own bucket alone. */
    public StoreAddress(String endpoint, String region, String accessKey, String secretKey, String bucket) {
        this(endpoint, region, accessKey, secretKey, bucket, Set.of());
    }

    /** One that callers of the service reach as the service does. */
    public StoreAddress(
            String endpoint,
            String region,
            String accessKey,
            String secretKey,
            String bucket,
            Set<String> clipBuckets) {
        this(endpoint, region, accessKey, secretKey, bucket, clipBuckets, Optional.empty());
    }

    /** @throws UserError naming the setting that is missing or malformed; it never repeats a key */
    public StoreAddress {
        checkEndpoint(ENDPOINT, endpoint);
        publicEndpoint.ifPresent(address -> checkEndpoint(PUBLIC_ENDPOINT, address));
        require(!region.isBlank(), REGION, "is empty. Give the region of the object store, such as us-east-1.");
        require(!accessKey.isBlank(), ACCESS_KEY, "is empty. Give the access key of the object store.");
        require(!secretKey.isBlank(), SECRET_KEY, "is empty. Give the secret key of the object store.");
        checkBucket(BUCKET, bucket);
        clipBuckets = Set.copyOf(clipBuckets);
        clipBuckets.forEach(name -> checkBucket(CLIP_BUCKETS, name));
    }

    private static void checkBucket(String setting, String bucket) {
        require(
                BUCKET_NAME.matcher(bucket).matches(),
                setting,
                "must be 3 to 63 lower-case letters, digits, dots and hyphens, but is '" + bucket + "'.");
    }

    /** Whether clips may lie in a bucket. */
    boolean mayHoldClips(String name) {
        return name.equals(bucket) || clipBuckets.contains(name);
    }

    /** The same store as callers of the service reach it. */
    StoreAddress fromOutside() {
        return new StoreAddress(
                publicEndpoint.orElse(endpoint), region, accessKey, secretKey, bucket, clipBuckets, publicEndpoint);
    }

    private static void checkEndpoint(String setting, String endpoint) {
        URI uri;
        try {
            uri = URI.create(endpoint);
        } catch (IllegalArgumentException e) {
            // neither the value nor the cause: someone may have put credentials into the address
            throw new UserError(setting + " is not an address. Give one like http://127.0.0.1:9000.");
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && "/".startsWith(path(uri));
        require(
                web && bare && uri.getHost() != null && uri.getRawUserInfo() == null,
                setting,
                "must be http:// or https:// with a host and perhaps a port, and nothing else.");
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null ? "" : uri.getRawPath();
    }

    private static void require(boolean holds, String setting, String otherwise) {
        if (!holds) {
            throw new UserError(setting + " " + otherwise);
        }
    }

    @Override
    public String toString() {
        return "StoreAddress[endpoint=" + endpoint + ", region=" + region + ", bucket=" + bucket + "]";
    }
}
