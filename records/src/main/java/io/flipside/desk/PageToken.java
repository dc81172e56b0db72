package io.flipside.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.flipside.audit.InvalidRequest;
import java.util.Base64;

/**
 * Where a page of a list begins. Whoever lists audits hands the text back as it is: what is in it may change.
 *
 * @param after id of the audit before; empty for the first page
 */
public record PageToken(String after) {
    /** The first page. */
    public static final PageToken FIRST = new PageToken("");

    private static final String VERSION = "1:";
    private static final int MOST_CHARACTERS = 200;

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws InvalidRequest naming the field if it is something else
     */
    public static PageToken of(String field, String text) {
        if (text.length() <= MOST_CHARACTERS) {
            try {
                String inside = new String(Base64.getUrlDecoder().decode(text), US_ASCII);
                if (inside.startsWith(VERSION)) {
                    return behind(field, inside.substring(VERSION.length()));
                }
            } catch (IllegalArgumentException e) {
                throw unknown(field);
            }
        }
        throw unknown(field);
    }

    /**
     * The page behind an audit.
     *
     * @throws InvalidRequest naming the field if no audit could be called so
     */
    public static PageToken behind(String field, String auditId) {
        if (!AuditIds.isId(auditId)) {
            throw new InvalidRequest(field, "is no id of an audit.");
        }
        return new PageToken(auditId);
    }

    private static InvalidRequest unknown(String field) {
        return new InvalidRequest(
                field, "is no page of this list. Give it as the answer before named it, or leave it out.");
    }

    /** For whoever asks for the page: letters, digits, - and _. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((VERSION + after).getBytes(US_ASCII));
    }
}
