package io.flipside.audit.plan;

import io.flipside.audit.Check;
import io.flipside.audit.Range;

/**
 * When the first stage draws its noise anew, because it leads nowhere. Not in the paper.
 *
 * @param most how often
 * @param after updates that each draw gets
 */
public record Redraws(@Range(min = 0, max = 100) int most, @Range(min = 0, max = 10_000) int after) {
    /** One noise. */
    public static final Redraws NONE = new Redraws(0, 0);

    public Redraws {
        Check.components(Redraws.class, "plan.redraws", most, after);
        Check.holds(most == 0 || after > 0, "plan.redraws.after", after, "1 to 10000 where there are redraws");
    }
}
