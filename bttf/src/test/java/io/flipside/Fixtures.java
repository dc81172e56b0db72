package io.flipside;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** Golden cases copied from the public implementations. */
public final class Fixtures {
    private Fixtures() {}

    /** The folder of a case, or of all cases for an empty name. */
    public static Path folder(String name) {
        URL url = Objects.requireNonNull(Fixtures.class.getResource("/fixtures/" + name));
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
