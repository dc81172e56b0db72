package io.flipside.http;

import io.flipside.problem.ProblemKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may come with a request. A media type that no form can send is asked for with everything that may change
 * something: a browser then asks before it sends such a request for a page of another origin, and is told no.
 */
final class Bodies implements Rule {
    /** Path of uploads, whose bodies may be large. */
    static final String UPLOADS = "/api/inputs";

    static final String UPLOAD_TYPE = "application/octet-stream";
    private static final String JSON = "application/json";
    private static final Pattern PARAMETERS =
            Pattern.compile("(?: *; *charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final long mostJson;
    private final long mostUpload;

    Bodies(long mostJson, long mostUpload) {
        this.mostJson = mostJson;
        this.mostUpload = mostUpload;
    }

    static boolean isUpload(Head head) {
        return head.method().equals("POST") && head.path().equals(UPLOADS);
    }

    @Override
    public Optional<Refusal> check(Head head) {
        return framing(head).or(() -> type(head)).or(() -> length(head));
    }

    private static Optional<Refusal> framing(Head head) {
        List<String> encodings = head.all("Transfer-Encoding");
        List<String> lengths = head.all("Content-Length");
        boolean plain =
                encodings.isEmpty() || encodings.size() == 1 && encodings.get(0).equalsIgnoreCase("chunked");
        boolean clear = lengths.size() <= 1 && (encodings.isEmpty() || lengths.isEmpty());
        boolean number =
                lengths.stream().allMatch(length -> LENGTH.matcher(length).matches());
        return Rule.refuse(
                        !plain || !clear || !number,
                        ProblemKind.MALFORMED_REQUEST,
                        "the length of the body is not clear: give Content-Length once, or Transfer-Encoding: chunked.")
                .or(() -> Rule.refuse(
                        head.has("Content-Encoding"),
                        ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                        "an encoded body is not taken. Send it as it is."));
    }

    private static Optional<Refusal> type(Head head) {
        boolean asks = head.isSafe()
                || head.method().equals("OPTIONS")
                || head.method().equals("TRACE");
        if (asks && !head.has("Content-Type")) {
            return Optional.empty();
        }
        String right = isUpload(head) ? UPLOAD_TYPE : JSON;
        boolean taken =
                head.only("Content-Type").filter(type -> is(right, type)).isPresent();
        return Rule.refuse(
                !taken,
                ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                "the request must say 'Content-Type: " + right + "', with or without a body.");
    }

    private static boolean is(String right, String type) {
        return type.toLowerCase(Locale.ROOT).startsWith(right)
                && PARAMETERS.matcher(type.substring(right.length())).matches();
    }

    private Optional<Refusal> length(Head head) {
        long most = isUpload(head) ? mostUpload : mostJson;
        return Rule.refuse(
                head.only("Content-Length").map(Long::parseLong).orElse(0L) > most,
                ProblemKind.BODY_TOO_LARGE,
                tooLarge(most));
    }

    /** What is said of a body that is too large, before or while it comes. */
    static String tooLarge(long most) {
        return "the body has more than the " + most + " bytes that are taken.";
    }
}
