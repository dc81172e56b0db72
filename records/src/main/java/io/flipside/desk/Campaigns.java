package io.flipside.desk;

import io.flipside.artifact.ArtifactRef;
import io.flipside.caller.Caller;
import io.flipside.campaign.Cancellation;
import io.flipside.campaign.RowRange;
import io.flipside.campaign.record.CampaignLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts campaigns, steers them and says how they stand. */
public interface Campaigns {
    /** Lines of a list at most. */
    int MOST = 1000;

    /** The same for another caller. */
    Campaigns by(Caller caller);

    /** Whether the caller may steer a campaign. */
    boolean maySteer(String campaignId);

    /**
     * Starts a campaign.
     *
     * @param window rows at work at most
     * @param rows of its manifest, checked
     * @param key the same key is the same campaign
     * @return its id
     * @throws RequestConflict if the key was used for other rows
     */
    String submit(int window, List<AskedRow> rows, String key);

    /**
     * Starts several answers to one question.
     *
     * @param key the same key is the same campaign
     * @return its id
     * @throws RequestConflict if the key was used for another question
     */
    String submit(Question question, String key);

    /** The id of the campaign that a key is for, whether there is one or not. */
    String id(String key);

    /**
     * Adds rows behind the last; the same rows once more are the same.
     *
     * @throws NotYours if the caller may not steer it; so does whatever else steers
     */
    CampaignView add(String campaignId, List<AskedRow> rows);

    /** Leaves rows out that have not begun. */
    CampaignView drop(String campaignId, List<RowRange> rows);

    /** Begins no row until it is resumed. */
    CampaignView pause(String campaignId);

    /** Goes on. */
    CampaignView resume(String campaignId);

    /** Begins no row any more. */
    CampaignView cancel(String campaignId, Cancellation cancellation);

    /** How a campaign stands. */
    CampaignView show(String campaignId);

    /**
     * Campaigns by id.
     *
     * @param after only those behind this id; empty for the first
     * @param limit lines at most, 1 to {@link #MOST}
     */
    List<CampaignSummary> list(String after, int limit);

    /**
     * How fast campaigns of such audits went on this service, with all that an audit is beside its search.
     *
     * @return the latest of each kind of which there was one
     */
    Map<AuditKind, Pace> paces(Set<AuditKind> kinds);

    /** The table of results as far as they are there, as CSV. */
    byte[] table(String campaignId);

    /**
     * Some rows of a campaign, with what came of them so far.
     *
     * @param after number of the row before the first; 0 for the first of all
     * @param limit of rows, 1 to {@link #MOST}
     */
    List<CampaignLine> lines(String campaignId, int after, int limit);

    /**
     * A file of the results. Of a campaign that is not over a worker draws it up, as far as it is there.
     *
     * @throws NoWorker if no worker has drawn it in time
     */
    Optional<ArtifactRef> file(String campaignId, String name);

    /**
     * A manifest that was uploaded before.
     *
     * @param most bytes to take
     * @throws io.flipside.audit.InvalidRequest if it is not there, damaged or larger
     */
    byte[] manifest(ArtifactRef manifest, long most);

    /** What lies in our bucket under an address, such as a clip that was uploaded before. */
    Optional<ArtifactRef> input(String uri);
}
