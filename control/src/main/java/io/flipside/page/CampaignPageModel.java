package io.flipside.page;

import io.flipside.audit.Reason;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.RowResult;
import io.flipside.text.ShownText;
import java.util.List;
import java.util.Locale;

/**
 * The page of one campaign.
 *
 * @param bar how far it is
 * @param steerable whether whoever looks may steer it
 * @param rows a part of the table
 * @param first number of the first row of all that is shown, 0 if there is none
 * @param previous address of the rows before; empty if there are none
 * @param next address of the rows behind; empty if there are none
 * @param findings what its counterfactuals say together, a sentence each
 * @param files of it that are there
 */
record CampaignPageModel(
        CampaignBar bar,
        boolean steerable,
        List<Row> rows,
        int first,
        String previous,
        String next,
        List<CampaignFindings.Group> findings,
        List<String> files) {
    /**
     * A row of the table.
     *
     * @param number of the row
     * @param audit its audit
     * @param state how it ended
     * @param clip in words
     * @param called what became of the class, in words
     * @param target class asked for
     * @param method in a word
     * @param probability of the target class, in words; empty if it is not known
     * @param reason why there is no counterfactual; empty if there is one
     * @param picture address of its strip; empty if there is none
     */
    record Row(
            int number,
            String audit,
            String state,
            String clip,
            String called,
            String target,
            String method,
            String probability,
            String reason,
            String picture) {
        static Row of(CampaignLine line) {
            String picture = line.result().filter(RowResult::strip).isPresent()
                    ? "/api/audits/" + line.auditId() + "/files/strip.png"
                    : "";
            return new Row(
                    line.number(),
                    line.auditId(),
                    line.state(),
                    AuditList.name(line.request().clip()),
                    ShownText.of(line.result().flatMap(RowResult::original).orElse("?") + " → "
                            + line.result().flatMap(RowResult::prediction).orElse("?")),
                    ShownText.of(line.request().targetClass()),
                    ShownText.of(line.request().plan().method()),
                    line.result()
                            .flatMap(RowResult::targetProbability)
                            .map(value -> String.format(Locale.ROOT, "%.3f", value))
                            .orElse(""),
                    line.result()
                            .flatMap(RowResult::reason)
                            .map(Reason::sentence)
                            .map(ShownText::of)
                            .orElse(""),
                    picture);
        }
    }

    /** Those of the rows that have a picture. */
    public List<Row> gallery() {
        return rows.stream().filter(row -> !row.picture().isEmpty()).toList();
    }
}
