package io.flipside.page;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.Presets;
import io.flipside.desk.FoundAudits;
import io.flipside.desk.PageToken;
import io.flipside.record.AuditStatus;
import io.flipside.text.ShownText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The page of audits.
 *
 * @param rows of them
 * @param filter by which they were looked for
 * @param statuses that can be asked for
 * @param next address of the next page; empty if there is none
 * @param looked how many were looked at
 * @param presets of plans, by name
 */
record AuditList(
        List<Row> rows, ListFilter filter, List<String> statuses, String next, int looked, List<String> presets) {
    /**
     * One line.
     *
     * @param id of the audit
     * @param status in a word
     * @param clip what it is asked about
     * @param target class
     * @param classifier asked
     */
    record Row(String id, String status, String clip, String target, String classifier) {
        static Row of(FoundAudits.Found found) {
            return new Row(
                    found.auditId(),
                    found.status().word(),
                    found.request().map(AuditRequest::clip).map(AuditList::name).orElse("not readable"),
                    found.request()
                            .map(AuditRequest::targetClass)
                            .map(ShownText::of)
                            .orElse(""),
                    found.request()
                            .map(AuditRequest::classifier)
                            .map(ShownText::of)
                            .orElse(""));
        }
    }

    static AuditList of(ListFilter filter, FoundAudits found) {
        return new AuditList(
                found.audits().stream().map(Row::of).toList(),
                filter,
                Stream.concat(
                                Stream.of(ListFilter.OPEN, ListFilter.ENDED),
                                Arrays.stream(AuditStatus.values())
                                        .filter(status -> !status.isOpen() && status != AuditStatus.COMPLETED)
                                        .map(AuditStatus::word))
                        .toList(),
                found.next().map(PageToken::text).map(filter::address).orElse(""),
                found.looked(),
                List.copyOf(Presets.all().keySet()));
    }

    /** The last part of where a clip lies, short enough to read. */
    static String name(ArtifactRef clip) {
        String key = ShownText.of(clip.key());
        String name = key.substring(key.lastIndexOf('/') + 1);
        return name.replaceFirst("^([0-9a-f]{10})[0-9a-f]{54}", "$1…");
    }
}
