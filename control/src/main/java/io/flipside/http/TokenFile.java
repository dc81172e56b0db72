package io.flipside.http;

import io.flipside.UserError;
import io.flipside.caller.CallerRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The file of tokens: a line {@code NAME ROLE SHA256} for each; lines that are empty or begin with # are passed over. */
public final class TokenFile {
    private static final long MOST_BYTES = 1 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int FIELDS = 3;

    private TokenFile() {}

    /** Whether a caller may be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** @throws UserError naming the file, and the line that is wrong, without repeating it */
    static List<NamedToken> read(String file) {
        List<NamedToken> tokens = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            NamedToken token = token(line, new Place(file, i + 1));
            if (!seen.add(token.caller().name()) || !seen.add(token.sha256())) {
                throw new Place(file, i + 1).wrong("repeats a name or a token of a line before. Each is there once.");
            }
            tokens.add(token);
        }
        if (tokens.isEmpty()) {
            throw new UserError("the file of tokens '" + file
                    + "' has no line. Make one with: flipside token new NAME reader|auditor|operator");
        }
        return tokens;
    }

    private static NamedToken token(String line, Place place) {
        String[] fields = line.split("\\s+");
        if (fields.length != FIELDS) {
            throw place.wrong("must be: NAME ROLE SHA256. Make one with: flipside token new NAME ROLE");
        }
        if (!isName(fields[0])) {
            throw place.wrong("has a bad name: 1 to 64 letters, digits or characters of ._@- are taken.");
        }
        if (!DIGEST.matcher(fields[2]).matches()) {
            throw place.wrong("must end with the token's sha256, 64 digits in lower case, and never with a token.");
        }
        CallerRole role = CallerRole.of(fields[1])
                .orElseThrow(() -> place.wrong("has a bad role: it must be reader, auditor or operator."));
        return NamedToken.of(fields[0], role, fields[2]);
    }

    private record Place(String file, int line) {
        UserError wrong(String what) {
            return new UserError("line " + line + " of the file of tokens '" + file + "' " + what);
        }
    }

    private static List<String> lines(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MOST_BYTES) {
                throw new UserError("the file of tokens '" + file + "' has over " + MOST_BYTES + " bytes.");
            }
            return Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new UserError(
                    "the file of tokens '" + file + "' cannot be read. Check FLIPSIDE_HTTP_TOKENS_FILE.", e);
        }
    }
}
