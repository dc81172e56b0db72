package io.flipside.http;

import java.util.Map;

/**
 * Why a request goes no further.
 *
 * @param status of the answer
 * @param error what is wrong and what would be right
 * @param headers of the answer, beside those that every answer has
 */
record Refusal(int status, String error, Map<String, String> headers) {
    Refusal(int status, String error) {
        this(status, error, Map.of());
    }
}
