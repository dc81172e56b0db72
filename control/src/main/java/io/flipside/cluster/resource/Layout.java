package io.flipside.cluster.resource;

/** What this build calls things in a cluster, and which layout of its definitions it reads. */
public final class Layout {
    /** Of our kinds. */
    public static final String GROUP = "flipside.io";
    /** Of our kinds. */
    public static final String VERSION = "v1alpha1";
    /** Under which we write: nobody else's fields are touched. */
    public static final String FIELD_MANAGER = "flipside-controller";
    /** Held until the audit of an object is over. */
    public static final String FINALIZER = GROUP + "/cancel";
    /** Annotation of our definitions: which layout they are. */
    public static final String ANNOTATION = GROUP + "/layout";
    /** The layout of this build; it grows when a field is added that this build writes or expects. */
    public static final String NUMBER = "1";
    /** The only kind of secret that is read as a clip: whoever may create audits must not read others with it. */
    public static final String CLIP_SECRET = GROUP + "/clip";

    private Layout() {}
}
