package io.flipside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.UserError;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flipside campaign findings}. */
@Command(
        name = "findings",
        mixinStandardHelpOptions = true,
        description = {
            "Says by what the classifier recognises its classes, from the counterfactuals of a campaign, by method.",
            "Before the campaign is over, from the first of them."
        })
final class CampaignFindingsCommand extends CampaignCommands.OneCampaign {
    @Option(names = "--json", description = "Print findings.json in place of sentences.")
    private boolean json;

    @Override
    public Integer call() {
        String text =
                new String(api.bytes(service -> service.campaigns().campaignFile(campaign, "findings.json")), UTF_8);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(text);
        } else {
            JsonNode found = read(text);
            found.path("methods").forEach(method -> method(method, out));
            if (found.path("methods").isEmpty()) {
                out.println("There is no counterfactual so far.");
            }
            int unread = found.path("unread").asInt();
            if (unread > 0) {
                out.println(unread + " more counterfactuals are looked at when the campaign is over.");
            }
        }
        out.flush();
        return 0;
    }

    private static JsonNode read(String text) {
        try {
            return Api.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UserError("the service's findings are no JSON. Is it of another version?", e);
        }
    }

    private static void method(JsonNode method, PrintWriter out) {
        out.printf(
                "%s: %d counterfactuals, %d questions without one%n",
                method.path("method").asText(),
                method.path("pairs").asInt(),
                method.path("leftOut").asInt());
        for (JsonNode group : method.path("groups")) {
            if (!group.has("from")) {
                group(group, out);
            }
        }
    }

    private static void group(JsonNode group, PrintWriter out) {
        out.printf(
                "%nany to '%s' (%d)%n",
                group.path("to").asText(), group.path("pairs").asInt());
        if (group.has("tooFew")) {
            out.println("  " + group.path("tooFew").asText());
        } else if (group.path("findings").isEmpty()) {
            out.println("  No cue is named.");
        }
        group.path("findings")
                .forEach(finding -> out.println("  " + finding.path("sentence").asText()));
        if (group.path("clusters").size() > 1) {
            group.path("clusters")
                    .forEach(cluster ->
                            out.println("  - " + cluster.path("sentence").asText()));
        }
    }
}
