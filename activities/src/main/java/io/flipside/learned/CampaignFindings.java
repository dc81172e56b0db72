package io.flipside.learned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.flipside.UserError;
import io.flipside.answers.StoredClips;
import io.flipside.campaign.record.Answers;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.RowResult;
import io.flipside.findings.CounterfactualPair;
import io.flipside.findings.FindingsBuilder;
import io.flipside.frames.RgbFrames;
import io.flipside.report.CampaignPage;
import io.flipside.report.MethodFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the counterfactuals of a campaign say together, by method: an attack beside the method would hide what the method
 * shows. Of several answers to one question the nearest counts. Pairs of clips are read one at a time.
 */
public final class CampaignFindings {
    /** Of the draws that say what chance does: the same campaign gives the same findings. */
    private static final long SEED = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final StoredClips clips;
    private final int most;
    private final Map<String, Method> methods = new TreeMap<>();
    private int unread;
    private int read;

    private static final class Method {
        private final FindingsBuilder builder = new FindingsBuilder();
        private int leftOut;
    }

    /** @param most counterfactuals that are looked at */
    public CampaignFindings(StoredClips clips, int most) {
        this.clips = clips;
        this.most = most;
    }

    /** Looks at the answers to a question; at those that have not ended another time. */
    public void add(Answers answers) {
        if (answers.lines().stream().allMatch(line -> line.result().isEmpty())) {
            return;
        }
        Method method = methods.computeIfAbsent(answers.question().plan().method(), name -> new Method());
        if (answers.valid().isEmpty()) {
            method.leftOut++;
        } else if (read == most) {
            unread++;
        } else {
            read++;
            pair(answers.valid().get(0)).ifPresentOrElse(method.builder::add, () -> method.leftOut++);
        }
    }

    private Optional<CounterfactualPair> pair(CampaignLine line) {
        Optional<String> original = line.result().flatMap(RowResult::original);
        Optional<RgbFrames> before = clips.original(line.auditId());
        Optional<RgbFrames> after = clips.written(line.auditId());
        if (original.isEmpty() || before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CounterfactualPair(
                    CampaignPage.name(line), original.get(), line.request().targetClass(), before.get(), after.get()));
        } catch (UserError e) {
            return Optional.empty(); // no two that could be compared
        }
    }

    /** Counterfactuals that were not looked at, for there were so many. */
    public int unread() {
        return unread;
    }

    /** What they say, of the methods that have any. */
    public List<MethodFindings> build() {
        List<MethodFindings> found = new ArrayList<>();
        methods.forEach((name, method) -> {
            if (method.builder.pairs() > 0) {
                found.add(new MethodFindings(name, method.builder.build(SEED), method.leftOut));
            }
        });
        return found;
    }

    /** {@code findings.json} of a campaign. */
    public static byte[] json(List<MethodFindings> found, int unread) {
        try {
            return MAPPER.writeValueAsBytes(FindingsJson.ofMethods(found, unread));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
