package io.flipside.api;

import io.flipside.artifact.ArtifactRef;
import io.flipside.caller.CallerRole;
import io.flipside.desk.AuditFiles;
import io.flipside.desk.ChoiceQuestion;
import io.flipside.desk.Choices;
import io.flipside.desk.NoSuchAudit;
import io.flipside.http.Border;
import io.flipside.http.Bounded;
import io.flipside.record.AuditJson;
import io.flipside.record.Choice;
import io.flipside.record.ClipAtlas;
import io.flipside.request.ChoiceAnswer;
import io.flipside.store.MediaType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** What people say who are asked which of an audit's two clips is of a class, over HTTP. */
@Path("/api/audits/{id}/choices")
@Tag(name = "audits")
@Produces("application/json")
public class ChoiceResource {
    private static final long MOST_ATLAS_BYTES = 1 << 16;

    private final Running running;

    @Inject
    ChoiceResource(Running running) {
        this.running = running;
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Operation(operationId = "choiceTally", summary = "How many answers were right, with Wilson's interval (95 %)")
    public ChoiceTally tally(@PathParam("id") String id) {
        running.desk().results().show(id);
        return ChoiceTally.of(choices().of(id));
    }

    /**
     * A question, as people get it.
     *
     * @param question its name, for the answer
     * @param targetClass the class that is asked for
     * @param sheets how many {@code choices/QUESTION/a/N} there are, and of {@code b}
     */
    public record Asked(String question, String targetClass, int sheets) {}

    @POST
    @RolesAllowed(CallerRole.ASK)
    @Path("/question")
    @Operation(operationId = "askChoice", summary = "Ask for a question: which of two clips, a and b, is of a class?")
    public Asked ask(@PathParam("id") String id) {
        ChoiceQuestion question = choices().ask(id);
        return new Asked(question.name(), choices().asked(question), atlas(id).sheets());
    }

    @POST
    @RolesAllowed(CallerRole.ASK)
    @ResponseStatus(201)
    @Consumes("application/json")
    @Operation(operationId = "answerChoice", summary = "Answer a question, once")
    @RequestBody(content = @Content(schema = @Schema(implementation = ChoiceAnswer.class)))
    @APIResponseSchema(value = Choice.class, responseCode = "201", responseDescription = "The answer as it is kept")
    public Choice answer(@PathParam("id") String id, InputStream body) throws IOException {
        ChoiceAnswer answer = ChoiceAnswer.read(Bounded.bytes(body, Border.MOST_JSON));
        return choices().answer(new ChoiceQuestion(id, answer.question()), answer.choice(), answer.who());
    }

    @GET
    @RolesAllowed(CallerRole.READ)
    @Path("/{question}/{letter: a|b}/{sheet: [0-9]{1,4}}")
    @Operation(
            operationId = "choiceSheet",
            summary = "A sheet of frames of one of the clips, from 0, laid out as atlas.json says")
    @Produces("image/png")
    @APIResponse(
            responseCode = "200",
            description = "A picture",
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response sheet(
            @PathParam("id") String id,
            @PathParam("question") String question,
            @PathParam("letter") String letter,
            @PathParam("sheet") int sheet) {
        AuditFiles files = running.desk().files();
        if (!ChoiceQuestion.isName(question)) {
            throw new NoSuchAudit(id + "' with a question '" + question);
        }
        List<String> sheets =
                atlas(id).layers().getOrDefault(new ChoiceQuestion(id, question).layer(letter), List.of());
        ArtifactRef file = Optional.of(sheet)
                .filter(number -> number < sheets.size())
                .flatMap(number -> files.file(id, sheets.get(number)))
                .orElseThrow(() -> new NoSuchAudit(id + "' with a sheet " + sheet));
        return Response.ok((StreamingOutput) out -> files.copy(file, out))
                .type(MediaType.ofName(".png"))
                .header("Content-Length", file.bytes())
                .build();
    }

    private ClipAtlas atlas(String id) {
        return running.desk()
                .files()
                .small(id, ClipAtlas.FILE, MOST_ATLAS_BYTES)
                .map(json -> AuditJson.readKnown(json, ClipAtlas.class))
                .orElseThrow(() -> new NoSuchAudit(id + "' with clips kept as frames"));
    }

    private Choices choices() {
        return running.desk().choices();
    }
}
