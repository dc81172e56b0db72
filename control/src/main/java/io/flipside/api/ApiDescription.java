package io.flipside.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.util.FilterUtil;
import io.smallrye.openapi.api.util.UnusedSchemaFilter;
import io.smallrye.openapi.runtime.io.OpenApiParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * The API's description says of what is sent what its published schemas say, bounds and all: in place of what the scan
 * of the classes finds. Made when the application is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI api) {
        describe(api, "AuditRequest", PublishedSchemas.REQUEST);
        describe(api, "Budget", PublishedSchemas.BUDGET);
        FilterUtil.applyFilter(new UnusedSchemaFilter(), api);
    }

    private static void describe(OpenAPI api, String component, String schema) {
        try {
            String published = new String(PublishedSchemas.bytes(schema), StandardCharsets.UTF_8);
            ObjectNode json = (ObjectNode) JSON.readTree(published.replace("#/$defs/", "#/components/schemas/"));
            json.path("$defs")
                    .fields()
                    .forEachRemaining(
                            part -> add(api, part.getKey(), part.getValue().toString()));
            json.remove(List.of("$schema", "$id", "$defs"));
            add(api, component, json.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the schema " + schema, e);
        }
    }

    private static void add(OpenAPI api, String component, String schema) {
        api.getComponents().addSchema(component, OpenApiParser.parseSchema(schema));
    }
}
