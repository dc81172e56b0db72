package io.flipside.api.description;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.util.FilterUtil;
import io.smallrye.openapi.api.util.UnusedSchemaFilter;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * The API's description says of what is sent what its published schemas say, bounds and all: in place of what the scan
 * of the classes finds. It names every problem, and has an example of every body.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    /** Of what is given as {@code Authorization: Bearer TOKEN}. */
    private static final String BEARER = "bearer";

    private static final String SERVER = "http://127.0.0.1:8080";
    private static final String PAGED = "x-paged";
    /** Lists whose answers say in a header where the next page is. */
    private static final Set<String> LISTS = Set.of("listAudits", "listCampaigns");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        DescribedSchemas.describe(api);
        api.getComponents().addSecurityScheme(BEARER, bearer());
        api.addServer(
                OASFactory.createServer().url(SERVER).description("flipside serve, unless settings say otherwise"));
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    describe(path, operation);
                    DescribedProblems.describe(path, method, operation);
                    DescribedExamples.describe(operation);
                }));
        DescribedProblems.components(api);
        FilterUtil.applyFilter(new UnusedSchemaFilter(), api);
    }

    private static SecurityScheme bearer() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme(BEARER)
                .description(
                        "A token of the service's file of tokens, its one token, or a token (JWT) of the issuer that "
                                + "it trusts; nothing where nobody is asked who they are. A call's scope is the role that it wants.");
    }

    private static void describe(String path, Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> describe(path, parameter));
        }
        if (LISTS.contains(operation.getOperationId())) {
            operation.addExtension(PAGED, true);
            operation
                    .getResponses()
                    .getAPIResponse("200")
                    .addHeader(
                            "Link",
                            OASFactory.createHeader()
                                    .description("Address of the next page, with rel=\"next\"; none after the last")
                                    .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
        }
    }

    private static void describe(String path, Parameter parameter) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(
                    switch (parameter.getName()) {
                        case "id" -> path.contains("/campaigns/") ? "Id of the campaign" : "Id of the audit";
                        case "name" -> path.endsWith("/inputs") ? "Name of the file; its ending is kept" : "Its name";
                        case "limit" -> "Lines of the page, 1 to 1000";
                        case "Idempotency-Key" -> "The same key is the same request; 1 to 200 printable characters";
                        case "reason" -> "Is kept and told";
                        case "stage" -> "Id of the stage";
                        case "fromStage" -> "The first stage that is done anew";
                        case "mediaType" -> "Of the file";
                        default -> parameter.getName();
                    });
        }
        Schema schema = parameter.getSchema();
        if (schema != null && schema.getDefaultValue() instanceof String text) {
            schema.setDefaultValue(text.isEmpty() ? null : typed(schema, text));
        }
    }

    // the scan takes defaults as they are written, which is as text
    private static Object typed(Schema schema, String text) {
        if (schema.getType() != null && schema.getType().contains(Schema.SchemaType.INTEGER)) {
            return Integer.valueOf(text);
        }
        boolean flag = schema.getType() != null && schema.getType().contains(Schema.SchemaType.BOOLEAN);
        return flag ? Boolean.valueOf(text) : text;
    }
}
