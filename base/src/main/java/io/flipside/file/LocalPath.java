package io.flipside.file;

import io.flipside.UserError;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Paths as people type them: of a file on this machine, never an address that a decoder might open. */
public final class LocalPath {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    private LocalPath() {}

    /** @throws UserError if it is an address, or no path at all */
    public static Path of(String location) {
        if (SCHEME.matcher(location).matches()) {
            throw new UserError(
                    "'%s' is an address, not a file. Download the clip and give its path.".formatted(location));
        }
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw new UserError("'%s' is not a path. Give the path of a video file.".formatted(location), e);
        }
    }
}
