package io.flipside.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The JSON Schemas of what is sent to the service and kept by it. Tests write them from the records that they describe. */
public final class PublishedSchemas {
    /** Of what starts an audit. */
    public static final String REQUEST = "audit-request";

    /** Of how much a search may still do. */
    public static final String BUDGET = "budget";

    private PublishedSchemas() {}

    /** One of them. */
    public static byte[] bytes(String name) throws IOException {
        String resource = "/io/flipside/schema/" + name + ".schema.json";
        try (InputStream in = Objects.requireNonNull(PublishedSchemas.class.getResourceAsStream(resource), name)) {
            return in.readAllBytes();
        }
    }
}
