package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.InvalidRequest;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.record.Choice;
import io.flipside.record.ClipAtlas;
import io.flipside.record.RandomRecords;
import io.flipside.store.FolderStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoicesTest {
    private static final String AUDIT = "audit-1";

    @TempDir
    Path folder;

    private FolderStore store;
    private Choices choices;

    @BeforeEach
    void open() {
        store = new FolderStore(folder);
        choices = new Choices(store, new KeptAudits(store));
    }

    private static AuditRecord any(Predicate<AuditRecord> wanted) {
        return LongStream.range(0, 10_000)
                .mapToObj(seed -> new RandomRecords(seed).record())
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private AuditRecord keep(Predicate<AuditRecord> wanted) {
        AuditRecord record = any(wanted.and(found -> found.admission().isPresent()));
        store.put(AuditKeys.record(AUDIT), AuditRecords.bytes(record), "application/json");
        return record;
    }

    private static boolean flipped(AuditRecord record) {
        return record.outcome() instanceof AuditOutcome.Flipped;
    }

    @Test
    void questionsAskForBothClassesAndShowBothClipsInBothOrdersAndEveryProcessKnowsWhich() {
        AuditRecord record = keep(ChoicesTest::flipped);
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ChoiceQuestion question = choices.ask(AUDIT);
            ChoiceQuestion known = new ChoiceQuestion(AUDIT, question.name());
            assertThat(known.layer("a")).isEqualTo(question.layer("a")).isNotEqualTo(question.layer("b"));
            String original = record.admission().orElseThrow().prediction();
            assertThat(choices.asked(known))
                    .isEqualTo(known.asksForTarget() ? record.request().targetClass() : original);
            assertThat(known.rightLayer())
                    .isEqualTo(known.asksForTarget() ? ClipAtlas.COUNTERFACTUAL : ClipAtlas.ORIGINAL);
            kinds.add(question.layer("a") + question.asksForTarget());
        }
        assertThat(kinds).hasSize(4);
    }

    @Test
    void anAnswerIsKeptOnceWithWhoGaveItAndNeverChanged() {
        keep(ChoicesTest::flipped);
        ChoiceQuestion question = choices.ask(AUDIT);
        String right = question.layer("a").equals(question.rightLayer()) ? "a" : "b";
        Choice given = choices.answer(question, right, Optional.of("Ada"));
        assertThat(given.right()).isTrue();
        assertThatThrownBy(() -> choices.answer(question, "a", Optional.empty()))
                .isInstanceOf(NotNow.class);
        choices.answer(choices.ask(AUDIT), "b", Optional.empty());
        assertThat(choices.of(AUDIT)).hasSize(2).contains(given);
    }

    @Test
    void anAnswerThatIsDamagedIsPassedOverAndOneOfANewerBuildIsRead() {
        store.put(AuditKeys.choice(AUDIT, "0".repeat(32)), bytes("{"), "application/json");
        String newer = "{\"version\":1,\"question\":\"%s\",\"asked\":\"left\",\"chosen\":\"original\",\"right\":false,"
                + "\"atMillis\":5,\"who\":null,\"mood\":\"good\"}";
        store.put(AuditKeys.choice(AUDIT, "1".repeat(32)), bytes(newer.formatted("1".repeat(32))), "application/json");
        assertThat(choices.of(AUDIT))
                .isEqualTo(List.of(new Choice(1, "1".repeat(32), "left", "original", false, 5, Optional.empty())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whereNothingFlippedThereIsNothingToChooseAndBadAnswersNameTheirField() {
        assertThatThrownBy(() -> choices.ask(AUDIT)).isInstanceOf(NoSuchAudit.class);
        keep(record -> record.outcome() instanceof AuditOutcome.NotFlipped);
        assertThatThrownBy(() -> choices.ask(AUDIT)).isInstanceOf(NotNow.class);
        keep(ChoicesTest::flipped);
        ChoiceQuestion question = choices.ask(AUDIT);
        assertThatThrownBy(() -> choices.answer(question, "c", Optional.empty()))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("choice");
        assertThatThrownBy(() -> choices.answer(question, "a", Optional.of("x".repeat(101))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("who");
    }
}
