package io.flipside.artifact;

/**
 * A claim check: what an object is and where it lies. Whoever fetches it checks the hash.
 *
 * @param uri {@code s3://bucket/key}
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 * @param bytes its length
 * @param mediaType such as {@code video/x-matroska}
 */
public record ArtifactRef(String uri, String sha256, long bytes, String mediaType) {
    /** What a hash looks like. */
    public static final String SHA256 = "[0-9a-f]{64}";

    private static final String SCHEME = "s3://";

    public ArtifactRef {
        if (!uri.startsWith(SCHEME) || uri.indexOf('/', SCHEME.length()) <= SCHEME.length()) {
            throw new IllegalArgumentException("uri must be s3://bucket/key but is '" + uri + "'");
        }
        if (!sha256.matches(SHA256)) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hexadecimal digits");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative but is " + bytes);
        }
    }

    /** The bucket part of the address. */
    public String bucket() {
        return uri.substring(SCHEME.length(), uri.indexOf('/', SCHEME.length()));
    }

    /** The key part of the address. */
    public String key() {
        return uri.substring(uri.indexOf('/', SCHEME.length()) + 1);
    }
}
