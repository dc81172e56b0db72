package io.flipside.report;

import io.flipside.answers.SeveralAnswers;
import io.flipside.campaign.CampaignProgress;
import io.flipside.campaign.record.Answers;
import io.flipside.campaign.record.CampaignLine;
import java.util.List;
import java.util.Map;

/**
 * What the page of a campaign shows. Texts may be hostile.
 *
 * @param campaign its id
 * @param progress how it stands
 * @param lines every row, in order
 * @param strips PNG of original above counterfactual, of some rows by number, in the order to show
 * @param several questions that were asked with more than one seed
 * @param beside for each clip and target the answers of different plans
 * @param findings what the counterfactuals of each method say together
 * @param unread counterfactuals that the findings do not know yet
 */
public record CampaignResults(
        String campaign,
        CampaignProgress progress,
        List<CampaignLine> lines,
        Map<Integer, byte[]> strips,
        List<SeveralAnswers> several,
        List<List<Answers>> beside,
        List<MethodFindings> findings,
        int unread) {}
