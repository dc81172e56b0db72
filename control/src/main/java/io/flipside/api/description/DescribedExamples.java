package io.flipside.api.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** An example of every body of JSON: files named by the operation, which a service answered so. */
final class DescribedExamples {
    private static final String FOLDER = "examples/";
    private static final String JSON = "application/json";

    private DescribedExamples() {}

    static void describe(Operation operation) {
        String name = FOLDER + operation.getOperationId();
        if (operation.getRequestBody() != null) {
            put(operation.getRequestBody().getContent(), Resources.json(name + ".request.json"));
        }
        operation.getResponses().getAPIResponses().entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(Map.Entry<String, APIResponse>::getValue)
                .forEach(response -> put(response.getContent(), Resources.json(name + ".response.json")));
    }

    private static void put(Content content, Optional<JsonNode> example) {
        if (content != null && content.hasMediaType(JSON)) {
            example.ifPresent(json -> content.getMediaType(JSON).setExample(Resources.plain(json)));
        }
    }
}
