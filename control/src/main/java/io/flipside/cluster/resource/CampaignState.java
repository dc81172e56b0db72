package io.flipside.cluster.resource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a campaign stands, as its object in the cluster says it.
 *
 * @param observedGeneration of the object that this was said of
 * @param campaignId by which every door knows it
 * @param rows of its manifest
 * @param ended of them
 * @param atWork of them
 * @param counts ended rows by how they ended
 * @param conditions Accepted, Running, Complete
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CampaignState(
        long observedGeneration,
        Optional<String> campaignId,
        Optional<Integer> rows,
        Optional<Integer> ended,
        Optional<Integer> atWork,
        Optional<Map<String, Integer>> counts,
        List<Condition> conditions) {
    /** Of an object that nobody has looked at. */
    public static final CampaignState NONE = new CampaignState(
            0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public CampaignState {
        conditions = List.copyOf(conditions);
    }
}
