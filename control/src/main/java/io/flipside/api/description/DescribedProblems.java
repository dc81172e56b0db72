package io.flipside.api.description;

import io.flipside.problem.Problem;
import io.flipside.problem.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Which problems a call may be answered with, by status; docs/errors.md has every kind. */
final class DescribedProblems {
    private static final String COMPONENT = "Problem";
    private static final Set<Integer> OF_ALL = Set.of(401, 403, 500, 503);
    private static final Set<Integer> OF_CHANGES = Set.of(400, 409, 413, 415, 429);
    private static final Set<Integer> LATER = Set.of(429, 503);

    private DescribedProblems() {}

    static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        SortedSet<Integer> statuses = new TreeSet<>(OF_ALL);
        if (method != PathItem.HttpMethod.GET) {
            statuses.addAll(OF_CHANGES);
        }
        if (path.contains("{")) {
            statuses.add(404);
        }
        if (operation.getParameters() != null) {
            statuses.add(400);
        }
        statuses.forEach(status -> operation
                .getResponses()
                .addAPIResponse(
                        String.valueOf(status), OASFactory.createAPIResponse().ref(COMPONENT + status)));
    }

    /** The answers that operations refer to. */
    static void components(OpenAPI api) {
        SortedSet<Integer> statuses = new TreeSet<>(OF_ALL);
        statuses.addAll(OF_CHANGES);
        statuses.add(404);
        statuses.forEach(status -> api.getComponents().addResponse(COMPONENT + status, answer(status)));
    }

    private static APIResponse answer(int status) {
        List<ProblemKind> kinds = Arrays.stream(ProblemKind.values())
                .filter(kind -> kind.status() == status)
                .toList();
        ProblemKind first = kinds.get(0);
        Object example = Resources.plain(Resources.read(
                new Problem(first, "what is wrong, and what to do next.").json().getBytes(StandardCharsets.UTF_8)));
        APIResponse answer = OASFactory.createAPIResponse()
                .description(kinds.stream().map(ProblemKind::word).collect(Collectors.joining(", ")))
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(COMPONENT))
                                        .example(example)));
        return LATER.contains(status) ? answer.addHeader("Retry-After", retryAfter()) : answer;
    }

    private static Header retryAfter() {
        return OASFactory.createHeader()
                .description("Seconds after which to ask again")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
    }
}
