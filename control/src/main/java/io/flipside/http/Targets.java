package io.flipside.http;

import io.flipside.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Paths and queries that mean the same to everyone: well encoded UTF-8 without control characters, of a bounded length. */
final class Targets implements Rule {
    static final int MOST = 4096;
    private static final Pattern WELL_ENCODED = Pattern.compile("(?:[!\"$&-~]|%[0-9A-Fa-f]{2})*+");

    @Override
    public Optional<Refusal> check(Head head) {
        if (head.target().length() > MOST) {
            return Optional.of(
                    new Refusal(ProblemKind.ADDRESS_TOO_LONG, "the address has more than " + MOST + " characters."));
        }
        if (head.method().equals("OPTIONS") && head.target().equals("*")) {
            return Optional.empty();
        }
        return Rule.refuse(
                !WELL_ENCODED.matcher(head.target()).matches() || !isText(head.target()),
                ProblemKind.MALFORMED_REQUEST,
                "the address is not well encoded: it must be UTF-8, percent-encoded, without control characters.");
    }

    private static boolean isText(String target) {
        byte[] bytes = new byte[target.length()];
        int length = 0;
        for (int i = 0; i < target.length(); i++) {
            boolean encoded = target.charAt(i) == '%';
            int value = encoded ? Integer.parseInt(target.substring(i + 1, i + 3), 16) : target.charAt(i);
            bytes[length++] = (byte) value;
            i += encoded ? 2 : 0;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .chars()
                    .noneMatch(Character::isISOControl);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
