package io.flipside.desk;

import io.flipside.audit.AuditRequest;
import io.flipside.record.AuditStatus;
import java.util.Locale;
import java.util.Optional;
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

    /** Whether an entry may be one of them, by what the index says. */
    boolean takes(AuditLine line) {
        return open.map(wanted -> wanted == line.status().isOpen()).orElse(true)
                && status.map(line.status()::equals).orElse(true);
    }

    /** Whether more must be known than the index says. */
    boolean readsRequests() {
        return !targetClass.isEmpty() || !text.isEmpty();
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
        return ofClass && texts.anyMatch(candidate -> candidate.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
