package io.flipside.campaign;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.Presets;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Steps of a campaign that do what a test says, and write down what was asked of them. */
final class ScriptedCampaign implements CampaignSteps {
    private static final int PAGE = 25;

    /** What the audit of a row is asked. */
    volatile IntFunction<String> target = row -> "right";

    /** Rows that ended before, as the store would know. */
    final Map<Integer, String> known = new ConcurrentHashMap<>();

    /** Rows whose audits were accepted before, as the store would know. */
    final Set<Integer> accepted = new ConcurrentSkipListSet<>();

    final Map<String, String> ends = new ConcurrentHashMap<>();
    final List<String> begins = new CopyOnWriteArrayList<>();
    final List<Integer> settled = new CopyOnWriteArrayList<>();
    final List<CampaignOrders> notes = new CopyOnWriteArrayList<>();
    final List<CampaignEvent> events = new CopyOnWriteArrayList<>();
    final List<CampaignProgress> results = new CopyOnWriteArrayList<>();
    final List<String> drafts = new CopyOnWriteArrayList<>();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    private final Set<String> atWork = new ConcurrentSkipListSet<>();

    void begins(String auditId) {
        begins.add(auditId);
        atWork.add(auditId);
        mostAtOnce.accumulateAndGet(atWork.size(), Math::max);
    }

    void ends(String auditId, String word) {
        ends.put(auditId, word);
        atWork.remove(auditId);
    }

    static String audit(String campaign, int row) {
        return campaign + "-row-" + row;
    }

    @Override
    public CampaignRows rows(String campaignId, List<ManifestPart> parts, int from) {
        int rows = parts.stream().mapToInt(ManifestPart::rows).sum();
        return new CampaignRows(IntStream.rangeClosed(from, Math.min(rows, from + PAGE - 1))
                .mapToObj(row -> new CampaignRow(
                        row,
                        audit(campaignId, row),
                        known.containsKey(row) ? Optional.empty() : Optional.of(request(target.apply(row))),
                        accepted.contains(row),
                        Optional.ofNullable(known.get(row))))
                .toList());
    }

    private static AuditRequest request(String target) {
        ArtifactRef clip = new ArtifactRef("s3://flipside/clip", "0".repeat(64), 1, "video/mp4");
        return new AuditRequest(
                clip, "tiny", "tiny", Optional.empty(), target, Presets.of("tiny"), 1, Optional.empty());
    }

    @Override
    public String settle(SettleInput input) {
        String word = ends.get(audit(input.campaignId(), input.row()));
        if (word == null) {
            word = input.lost()
                    .map(lost -> "failed")
                    .orElseThrow(() -> ApplicationFailure.newFailure("at work", "AtWork"));
        }
        settled.add(input.row());
        return word;
    }

    @Override
    public void note(String campaignId, CampaignOrders orders) {
        notes.add(orders);
    }

    @Override
    public void results(String campaignId, CampaignProgress progress) {
        results.add(progress);
    }

    @Override
    public void draft(String campaignId) {
        drafts.add(campaignId);
    }

    @Override
    public void announce(CampaignEvent event) {
        events.add(event);
    }
}
