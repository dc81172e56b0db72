package io.flipside.report;

import io.flipside.answers.SeveralAnswers;
import io.flipside.campaign.record.CampaignLine;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Several answers to one question, as a page that refers to nothing but their reports. */
public final class AnswersPage {
    private AnswersPage() {}

    /**
     * The page as HTML, to be stored as UTF-8. Texts may be hostile.
     *
     * @param files where the files of an answer are, with a slash at its end, as seen from the page
     */
    public static String html(SeveralAnswers answers, Function<CampaignLine, String> files) {
        return ReportPage.fill(
                "answers.html",
                Map.of(
                        "STYLE",
                        ReportPage.resource("page.css"),
                        "ANSWERS",
                        new AnswersTables(files).several(List.of(answers))));
    }
}
