package io.flipside.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.UserError;
import io.flipside.audit.AuditRequest;
import io.flipside.record.AuditJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a campaign takes: at most, by what a worker says of an audit, times the rows that ask the same; and about, by how
 * fast such rows went before on this service.
 *
 * @param rows of the manifest
 * @param planned rows of which a worker could say it
 * @param updates of those
 * @param operations of those
 * @param seconds of those, one after another on one worker; empty if one of them is not known
 * @param storeBytes that those leave in the store
 * @param price of those; empty if one of them is not known
 * @param paced rows of kinds of which there was a campaign before
 * @param expectedSeconds of those, everything included, as they went then; empty if there are none
 * @param notes why of other rows nobody can say it, a sentence each
 */
public record CampaignForecast(
        int rows,
        int planned,
        long updates,
        double operations,
        Optional<Double> seconds,
        long storeBytes,
        Optional<Double> price,
        int paced,
        Optional<Double> expectedSeconds,
        List<String> notes) {
    /** Plans that are asked for; each may wait for a worker. */
    private static final int MOST_QUESTIONS = 20;

    public CampaignForecast {
        notes = List.copyOf(notes);
    }

    /** What a worker said of so many rows. */
    private record Known(int rows, JsonNode plan) {
        double all(String field) {
            return rows * plan.path(field).asDouble();
        }
    }

    /**
     * Asks a worker about each kind of audit that there is among the rows.
     *
     * @param paces of kinds, if there was a campaign of them before
     */
    public static CampaignForecast of(
            List<AskedRow> rows, AuditPlans plans, Function<Set<AuditKind>, Map<AuditKind, Pace>> paces) {
        Map<AuditKind, List<AuditRequest>> kinds = new LinkedHashMap<>();
        rows.forEach(row -> kinds.computeIfAbsent(AuditKind.of(row.request()), kind -> new ArrayList<>())
                .add(row.request()));
        List<Known> planned = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        kinds.values().stream().limit(MOST_QUESTIONS).forEach(same -> {
            try {
                byte[] json = plans.plan(same.get(0)).getBytes(StandardCharsets.UTF_8);
                planned.add(new Known(same.size(), AuditJson.read(json, JsonNode.class)));
            } catch (UserError e) {
                notes.add(same.size() + " rows: " + e.getMessage());
            }
        });
        if (kinds.size() > MOST_QUESTIONS) {
            notes.add("The rows ask for " + kinds.size() + " kinds of audits; of more than " + MOST_QUESTIONS
                    + " nobody was asked.");
        }
        Map<AuditKind, Pace> known = paces.apply(kinds.keySet());
        int paced =
                known.keySet().stream().mapToInt(kind -> rowsOf(kinds, kind)).sum();
        double expected = known.entrySet().stream()
                .mapToDouble(
                        each -> rowsOf(kinds, each.getKey()) * each.getValue().secondsARow())
                .sum();
        return new CampaignForecast(
                rows.size(),
                planned.stream().mapToInt(Known::rows).sum(),
                Math.round(sum(planned, each -> each.all("updates"))),
                sum(planned, each -> each.all("operations")),
                ifOfAll(planned, "seconds"),
                Math.round(sum(planned, each -> each.all("storeBytes"))),
                ifOfAll(planned, "price"),
                paced,
                paced == 0 ? Optional.empty() : Optional.of(expected),
                notes);
    }

    private static int rowsOf(Map<AuditKind, List<AuditRequest>> kinds, AuditKind kind) {
        return kinds.getOrDefault(kind, List.of()).size();
    }

    private static double sum(List<Known> known, ToDoubleFunction<Known> value) {
        return known.stream().mapToDouble(value).sum();
    }

    private static Optional<Double> ifOfAll(List<Known> known, String field) {
        boolean isThere = !known.isEmpty()
                && known.stream().allMatch(each -> each.plan().path(field).isNumber());
        return isThere ? Optional.of(sum(known, each -> each.all(field))) : Optional.empty();
    }
}
