package io.flipside.local;

import io.flipside.answers.AnswersJson;
import io.flipside.answers.SeveralAnswers;
import io.flipside.answers.StoredClips;
import io.flipside.campaign.record.Answers;
import io.flipside.campaign.record.CampaignKeys;
import io.flipside.campaign.record.CampaignLine;
import io.flipside.campaign.record.RowResults;
import io.flipside.record.AuditRecord;
import io.flipside.report.AnswersPage;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lies beside several answers in their folder: which of them comes first, and how far they lie apart. */
final class AnswersFolder {
    /** For people. */
    static final String PAGE = "answers.html";

    private AnswersFolder() {}

    /** Where the files of an answer lie, with a slash at its end. */
    static String of(long seed) {
        return "seed-" + seed + "/";
    }

    /**
     * Writes {@code answers.json} and {@value #PAGE}.
     *
     * @param records of the answers, in the order of their seeds
     * @return the answers in their order
     */
    static Answers write(Path folder, List<AuditRecord> records, ObjectStore store) {
        List<CampaignLine> lines = new ArrayList<>();
        for (AuditRecord record : records) {
            int number = lines.size() + 1;
            lines.add(new CampaignLine(
                    number,
                    record.auditId(),
                    record.request(),
                    record.outcome().verdict().word(),
                    Optional.of(RowResults.of(number, record))));
        }
        SeveralAnswers several = SeveralAnswers.of(Answers.of(lines).get(0), new StoredClips(store));
        AnswersJson json = new AnswersJson(line -> of(line.request().seed()));
        try {
            Files.write(folder.resolve(CampaignKeys.ANSWERS), json.bytes(List.of(several), List.of()));
            Files.writeString(
                    folder.resolve(PAGE),
                    AnswersPage.html(several, line -> of(line.request().seed())));
        } catch (IOException e) {
            throw new UncheckedIOException("writing the answers to " + folder, e);
        }
        return several.answers();
    }
}
