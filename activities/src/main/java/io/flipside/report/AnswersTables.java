package io.flipside.report;

import io.flipside.answers.SeveralAnswers;
import io.flipside.audit.Reason;
import io.flipside.campaign.record.Answers;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.RowResult;
import io.flipside.metric.set.SetResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Several answers to one question, and those of several methods beside each other. */
final class AnswersTables {
    private static final int MOST_QUESTIONS = 50;
    private static final String NONE = "–";
    private static final List<String> FIGURES =
            List.of("ssim", "lpips", "flowExplainedShare", "highFrequencyShare", "cout");

    private final Function<CampaignLine, String> files;

    /** @param files where the files of a row's audit are, with a slash at its end, as seen from the page */
    AnswersTables(Function<CampaignLine, String> files) {
        this.files = files;
    }

    /** Each question with its answers in their order; the first questions, of many. */
    String several(List<SeveralAnswers> questions) {
        return questions.stream().limit(MOST_QUESTIONS).map(this::question).collect(Collectors.joining())
                + more(questions.size(), "answers.json has the others.");
    }

    private String question(SeveralAnswers several) {
        Answers answers = several.answers();
        return heading(answers)
                + "<p class=\"note\">" + answers.valid().size() + " of "
                + answers.lines().size() + " answers are valid; the nearest of them, by "
                + Html.escape(answers.proximity()) + ", comes first. " + Html.escape(diversity(several.diversity()))
                + "</p>" + table(answers.lines());
    }

    private static String diversity(SetResult result) {
        if (result instanceof SetResult.Figure figure) {
            return String.format(
                    Locale.ROOT,
                    "Diversity %.4f: mean difference of all pairs of the written clips, %s, higher is more diverse (%d clips).",
                    figure.value(),
                    figure.unit(),
                    figure.clips());
        }
        SetResult.Unavailable none = (SetResult.Unavailable) result;
        return "Diversity: not measured. " + none.reason() + " " + none.howToGetIt();
    }

    /** For each clip and target the first answer of every plan; the first clips, of many. */
    String beside(List<List<Answers>> clips) {
        return clips.stream()
                        .limit(MOST_QUESTIONS)
                        .map(plans -> heading(plans.get(0))
                                + table(plans.stream()
                                        .map(answers -> answers.lines().get(0))
                                        .toList()))
                        .collect(Collectors.joining())
                + more(clips.size(), "results.csv has the others.");
    }

    private static String more(int all, String where) {
        return all <= MOST_QUESTIONS
                ? ""
                : Html.paragraph("note", "The first " + MOST_QUESTIONS + " of " + all + ": " + where);
    }

    private static String heading(Answers answers) {
        String key = answers.question().clip().key();
        return "<h3>" + Html.escape(key.substring(key.lastIndexOf('/') + 1)) + " as '"
                + Html.escape(answers.question().targetClass()) + "'</h3>";
    }

    private String table(List<CampaignLine> lines) {
        List<String> figures = FIGURES.stream()
                .filter(name -> lines.stream()
                        .flatMap(line -> line.result().stream())
                        .anyMatch(result -> result.figures().containsKey(name)))
                .toList();
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"updates answers\"><thead><tr>");
        for (String head : List.of("Row", "Method", "Seed", "Verdict", "Called", "p(target)", "Stable", "Semantic")) {
            html.append("<th scope=\"col\">").append(head).append("</th>");
        }
        figures.forEach(name ->
                html.append("<th scope=\"col\">").append(Html.escape(name)).append("</th>"));
        html.append("<th scope=\"col\">Why not</th></tr></thead><tbody>");
        lines.forEach(line -> row(html, line, figures));
        return html.append("</tbody></table></div>").toString();
    }

    private void row(StringBuilder html, CampaignLine line, List<String> figures) {
        Optional<RowResult> result = line.result();
        html.append("<tr><th scope=\"row\">").append(report(line)).append("</th>");
        cell(html, line.request().plan().method());
        cell(html, Long.toString(line.request().seed()));
        cell(html, line.state());
        cell(html, result.flatMap(RowResult::prediction).orElse(NONE));
        cell(
                html,
                result.flatMap(RowResult::targetProbability)
                        .map(AnswersTables::number)
                        .orElse(NONE));
        for (String part : List.of("stable", "semantic")) {
            cell(
                    html,
                    result.flatMap(RowResult::parts)
                            .flatMap(parts -> Optional.ofNullable(parts.get(part)))
                            .orElse(NONE));
        }
        for (String figure : figures) {
            cell(
                    html,
                    result.flatMap(found -> Optional.ofNullable(found.figures().get(figure)))
                            .map(AnswersTables::number)
                            .orElse(NONE));
        }
        cell(html, result.flatMap(RowResult::reason).map(Reason::code).orElse(""));
        html.append("</tr>");
    }

    private String report(CampaignLine line) {
        boolean written = line.result().flatMap(RowResult::prediction).isPresent();
        return written
                ? "<a href=\"" + Html.escape(files.apply(line)) + "report.html\">" + line.number() + "</a>"
                : Integer.toString(line.number());
    }

    private static void cell(StringBuilder html, String text) {
        html.append("<td>").append(Html.escape(text)).append("</td>");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
