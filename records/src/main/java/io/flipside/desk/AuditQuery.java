package io.flipside.desk;

import io.flipside.audit.AuditRequest;
import io.flipside.record.AuditStatus;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which audits are looked for.
 *
 * @param open whether they are open or not; empty for both
 * @param status how they ended; empty for any
 * @param targetClass asked for, whole; empty for any
 * @param text in the id, the clip's address, the names of the models or the class, in any case; empty for any
 */
public record AuditQuery(Optional<Boolean> open, Optional<AuditStatus> status, String targetClass, String text) {
    /** Every audit. */
    public static final AuditQuery ALL = new AuditQuery(Optional.empty(), Optional.empty(), "", "");

    private static final Set<AuditStatus> JUDGED =
            EnumSet.of(AuditStatus.FLIPPED, AuditStatus.NOT_FLIPPED, AuditStatus.NOT_VALID);

    /** Whether an audit may be one of them, by the status that the index has: of those that were judged it has not how. */
    boolean mayTake(AuditStatus indexed) {
        return takes(indexed) || indexed == AuditStatus.COMPLETED && wantsJudged();
    }

    /** Whether an audit of this status is one of them. */
    boolean takes(AuditStatus known) {
        return open.map(wanted -> wanted == known.isOpen()).orElse(true)
                && status.map(known::equals).orElse(true);
    }

    private boolean wantsJudged() {
        return status.filter(JUDGED::contains).isPresent();
    }

    /** Whether requests have to be read to know. */
    boolean readsRequests() {
        return !targetClass.isEmpty() || !text.isEmpty();
    }

    /** Whether more must be read of each than the index says. */
    boolean readsMore() {
        return readsRequests() || wantsJudged();
    }

    /** Whether an audit is one of them, by what it asks; one that cannot be read has its id only. */
    boolean takes(String auditId, Optional<AuditRequest> request) {
        boolean ofClass = targetClass.isEmpty()
                || request.filter(asked -> asked.targetClass().equals(targetClass))
                        .isPresent();
        Stream<String> texts = Stream.concat(
                Stream.of(auditId),
                request.stream()
                        .flatMap(asked -> Stream.of(
                                asked.clip().uri(), asked.classifier(), asked.generator(), asked.targetClass())));
        String wanted = text.toLowerCase(Locale.ROOT);
        return ofClass
                && texts.anyMatch(
                        candidate -> candidate.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
