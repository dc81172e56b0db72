package io.flipside.request;

import io.flipside.audit.InvalidRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a manifest. */
final class ManifestText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ManifestText() {}

    /**
     * Without a mark of byte order, which spreadsheets write.
     *
     * @throws InvalidRequest if it is no UTF-8
     */
    static String of(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidRequest("manifest", "is not UTF-8. Save it as UTF-8.");
        }
    }
}
