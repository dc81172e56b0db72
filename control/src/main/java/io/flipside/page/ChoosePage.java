package io.flipside.page;

import io.flipside.UserError;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.ChoiceQuestion;
import io.flipside.record.ClipAtlas;
import io.flipside.text.ShownText;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The page that asks which of two clips is which.
 *
 * @param id of the audit
 * @param question its name
 * @param asked class
 * @param grid the clips' frames, as a and b
 */
record ChoosePage(String id, String question, String asked, ClipGrid grid) {
    /** @throws UserError if the audit's clips are not kept as frames */
    static ChoosePage of(AuditDesk desk, ChoiceQuestion question) {
        String id = question.audit();
        ClipAtlas atlas = ClipGrid.atlas(desk.files().small(id, ClipAtlas.FILE, ClipGrid.MOST_BYTES))
                .orElseThrow(() ->
                        new UserError("this audit ended before clips were kept as frames. Run it again to choose."));
        // the sheets by a letter and a number: their own names would say which is which
        ClipGrid grid = ClipGrid.of(
                blind(atlas),
                List.of("a", "b"),
                (letter, sheet) -> "/api/audits/" + id + "/choices/" + question.name() + "/" + letter + "/" + sheet);
        return new ChoosePage(id, question.name(), ShownText.of(desk.choices().asked(question)), grid);
    }

    private static ClipAtlas blind(ClipAtlas atlas) {
        List<String> numbers =
                IntStream.range(0, atlas.sheets()).mapToObj(Integer::toString).toList();
        return atlas.with(Map.of("a", numbers, "b", numbers));
    }
}
