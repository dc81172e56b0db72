package io.flipside.request;

import io.flipside.audit.InvalidRequest;
import io.flipside.campaign.CampaignOrders;
import io.flipside.campaign.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows as people write them: {@code 3,7-12}. */
public final class RowRanges {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");

    private RowRanges() {}

    /** @throws InvalidRequest naming the field if it is something else */
    public static List<RowRange> of(String field, String text) {
        List<RowRange> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches() || ranges.size() == CampaignOrders.MOST_RANGES) {
                throw new InvalidRequest(
                        field,
                        "must be numbers of rows and ranges of them, such as 3,7-12, at most "
                                + CampaignOrders.MOST_RANGES + ".");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            ranges.add(new RowRange(first, last));
        }
        return ranges;
    }
}
