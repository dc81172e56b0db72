package io.flipside.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Reason;
import io.flipside.campaign.record.Answers;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.RowResult;
import io.flipside.metric.set.SetResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code answers.json}: the answers to each question in their order, and the answers of different plans beside each other. */
public final class AnswersJson {
    /** Version of the layout; a field may be added without a new one. */
    private static final int VERSION = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Function<CampaignLine, String> files;

    /** @param files where the files of a row's audit are, with a slash at its end, as seen from this file */
    public AnswersJson(Function<CampaignLine, String> files) {
        this.files = files;
    }

    /**
     * The file.
     *
     * @param several questions that were asked with more than one seed
     * @param beside for each clip and target the answers of different plans
     */
    public byte[] bytes(List<SeveralAnswers> several, List<List<Answers>> beside) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("questions", several.stream().map(this::question).toList());
        json.put("beside", beside.stream().map(this::plans).toList());
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> question(SeveralAnswers several) {
        Answers answers = several.answers();
        Map<String, Object> json = asked(answers.question());
        json.put("method", answers.question().plan().method());
        json.put("asked", answers.lines().size());
        json.put("valid", answers.valid().size());
        json.put("diversity", diversity(several.diversity()));
        json.put("nearestBy", answers.proximity());
        List<Map<String, Object>> lines = new ArrayList<>();
        answers.lines().forEach(line -> lines.add(answer(line, Optional.of(lines.size() + 1))));
        json.put("answers", lines);
        return json;
    }

    private Map<String, Object> plans(List<Answers> plans) {
        Map<String, Object> json = asked(plans.get(0).question());
        json.put(
                "answers",
                plans.stream()
                        .map(answers -> answer(answers.lines().get(0), Optional.empty()))
                        .toList());
        return json;
    }

    private static Map<String, Object> asked(AuditRequest request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clip", request.clip().uri());
        json.put("classifier", request.classifier());
        json.put("generator", request.generator());
        json.put("target", request.targetClass());
        return json;
    }

    private Map<String, Object> answer(CampaignLine line, Optional<Integer> place) {
        Map<String, Object> json = new LinkedHashMap<>();
        place.ifPresent(number -> json.put("place", number));
        json.put("row", line.number());
        json.put("audit", line.auditId());
        json.put("method", line.request().plan().method());
        json.put("seed", line.request().seed());
        json.put("valid", Answers.isValid(line));
        json.put("verdict", line.state());
        line.result().ifPresent(result -> add(json, line, result));
        return json;
    }

    private void add(Map<String, Object> json, CampaignLine line, RowResult result) {
        result.reason().ifPresent(reason -> json.put("reason", reason(reason)));
        result.original().ifPresent(original -> json.put("originalClass", original));
        result.prediction().ifPresent(prediction -> json.put("finalClass", prediction));
        result.targetProbability().ifPresent(probability -> json.put("targetProbability", probability));
        json.put("metrics", result.figures());
        result.parts().ifPresent(parts -> json.put("validity", parts));
        if (result.prediction().isPresent()) {
            json.put("files", files.apply(line));
        }
    }

    private static Map<String, String> reason(Reason reason) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("code", reason.code());
        json.put("sentence", reason.sentence());
        return json;
    }

    private static Map<String, Object> diversity(SetResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", SeveralAnswers.DIVERSITY);
        if (result instanceof SetResult.Figure figure) {
            json.put("kind", "figure");
            json.put("value", figure.value());
            json.put("unit", figure.unit());
            json.put("direction", SeveralAnswers.DIRECTION);
            json.put("clips", figure.clips());
        } else if (result instanceof SetResult.Unavailable none) {
            json.put("kind", "unavailable");
            json.put("reason", none.reason());
            json.put("howToGetIt", none.howToGetIt());
        }
        return json;
    }
}
