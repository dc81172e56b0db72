package io.flipside.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.text.ShownText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a campaign's {@code findings.json} says, as far as it is understood: a build before or after may say it otherwise. */
final class CampaignFindings {
    /** Name of the file. */
    static final String FILE = "findings.json";

    private static final Logger LOG = LoggerFactory.getLogger(CampaignFindings.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CampaignFindings() {}

    /**
     * What counterfactuals of one kind say together.
     *
     * @param name of the kind: from which class to which
     * @param sentences of what was found, or why there is nothing
     */
    record Group(String name, List<String> sentences) {}

    static List<Group> of(byte[] json) {
        List<Group> groups = new ArrayList<>();
        try {
            for (JsonNode group : MAPPER.readTree(json).path("groups")) {
                List<String> sentences = new ArrayList<>();
                group.path("findings").forEach(finding -> add(sentences, finding.path("sentence")));
                group.path("clusters").forEach(cluster -> add(sentences, cluster.path("sentence")));
                add(sentences, group.path("tooFew"));
                String from = group.path("from").asText("");
                String name = from.isEmpty()
                        ? "to " + group.path("to").asText("?")
                        : from + " to " + group.path("to").asText("?");
                groups.add(new Group(ShownText.of(name), sentences));
            }
        } catch (JsonProcessingException e) {
            LOG.warn("Findings of a campaign cannot be read: {}", e.getOriginalMessage());
        } catch (IOException e) {
            LOG.warn("Findings of a campaign cannot be read: {}", e.toString());
        }
        return groups;
    }

    private static void add(List<String> sentences, JsonNode sentence) {
        if (sentence.isTextual()) {
            sentences.add(ShownText.of(sentence.textValue()));
        }
    }
}
