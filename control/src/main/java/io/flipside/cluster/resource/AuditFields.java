package io.flipside.cluster.resource;

/** Names of the fields of a spec that are no part of a request. */
public final class AuditFields {
    /** Hold it, or let it go on; the one field that may change. Left out, people at other doors decide. */
    public static final String PAUSED = "paused";
    /** Of a clip: the secret that holds it, in place of an address. */
    public static final String SECRET = "secretKeyRef";
    /** Of a manifest: the config map that holds it, in place of an address. */
    public static final String CONFIG_MAP = "configMapKeyRef";

    private AuditFields() {}
}
