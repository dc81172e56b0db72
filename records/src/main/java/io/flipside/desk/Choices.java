package io.flipside.desk;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.InvalidRequest;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.Choice;
import io.flipside.record.Unreadable;
import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** People are shown both clips of an audit and asked which is which. Answers are added, never changed. */
public final class Choices {
    /** Answers that are taken for one audit. */
    public static final int MOST = 10_000;

    private static final int MOST_NAME = 100;
    private static final long MOST_BYTES = 4096;

    private final ObjectStore store;
    private final KeptAudits kept;
    private final InstantSource clock = InstantSource.system();

    Choices(ObjectStore store, KeptAudits kept) {
        this.store = store;
        this.kept = kept;
    }

    /**
     * A new question about an audit's clips.
     *
     * @throws NoSuchAudit if there is none
     * @throws NotNow if it has no clip whose class changed
     */
    public ChoiceQuestion ask(String auditId) {
        classes(auditId);
        return new ChoiceQuestion(auditId, UUID.randomUUID().toString().replace("-", ""));
    }

    /** The class that a question asks for. */
    public String asked(ChoiceQuestion question) {
        Classes classes = classes(question.audit());
        return question.asksForTarget() ? classes.target() : classes.original();
    }

    /**
     * Keeps an answer.
     *
     * @param letter {@code a} or {@code b}
     * @param who answers; empty if they do not say
     * @throws NotNow if the question is answered already
     */
    public Choice answer(ChoiceQuestion question, String letter, Optional<String> who) {
        if (!letter.equals("a") && !letter.equals("b")) {
            throw new InvalidRequest("choice", "must be a or b.");
        }
        if (who.filter(name -> name.isBlank() || name.length() > MOST_NAME).isPresent()) {
            throw new InvalidRequest("who", "must have 1 to " + MOST_NAME + " characters, or be left out.");
        }
        if (keys(question.audit()).size() >= MOST) {
            throw new NotNow("audit '" + question.audit() + "' has " + MOST + " answers; no more are taken.");
        }
        String chosen = question.layer(letter);
        Choice choice = new Choice(
                Choice.VERSION,
                question.name(),
                asked(question),
                chosen,
                chosen.equals(question.rightLayer()),
                clock.millis(),
                who);
        String key = AuditKeys.choice(question.audit(), question.name());
        if (!store.create(key, Content.of(AuditJson.bytes(choice)), "application/json")) {
            throw new NotNow("this question is answered. Ask for another.");
        }
        return choice;
    }

    /** Every answer about an audit's clips that can be read, in no order. */
    public List<Choice> of(String auditId) {
        List<Choice> choices = new ArrayList<>();
        for (String key : keys(AuditIds.checked(auditId))) {
            Unreadable.orEmpty(() -> store.find(key, MOST_BYTES).map(json -> AuditJson.readKnown(json, Choice.class)))
                    .ifPresent(choices::add);
        }
        return choices;
    }

    private List<String> keys(String auditId) {
        return store.list(AuditKeys.choices(auditId), "", MOST);
    }

    private record Classes(String original, String target) {}

    private Classes classes(String auditId) {
        AuditRecord record =
                kept.record(auditId).orElseThrow(() -> kept.isAccepted(auditId) ? none() : missing(auditId));
        String original =
                record.admission().map(AuditRecord.Admission::prediction).orElseThrow(Choices::none);
        boolean changed =
                record.outcome() instanceof AuditOutcome.Flipped || record.outcome() instanceof AuditOutcome.NotValid;
        if (!changed) {
            throw none();
        }
        return new Classes(original, record.request().targetClass());
    }

    private static RuntimeException missing(String auditId) {
        return new NoSuchAudit(auditId);
    }

    private static RuntimeException none() {
        return new NotNow("this audit has no clip whose class changed, so there is nothing to choose between.");
    }
}
