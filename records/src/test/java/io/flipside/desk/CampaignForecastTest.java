package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CampaignForecastTest {
    private static final String PLAN =
            """
            {"updates": 10, "operations": 2e9, "seconds": 3.5, "storeBytes": 1000, "price": null, "machine": "here"}""";

    private static List<AskedRow> rows(AuditPlan plan, String generator, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(row -> new AskedRow(
                        row,
                        new AuditRequest(
                                new ArtifactRef("s3://b/" + row, "ab".repeat(32), row, "video/mp4"),
                                "tiny",
                                generator,
                                Optional.empty(),
                                "class " + row,
                                plan,
                                row,
                                Optional.empty())))
                .toList();
    }

    @Test
    void rowsThatDifferInClipTargetAndSeedAreOneQuestion() {
        List<AuditRequest> asked = new ArrayList<>();
        CampaignForecast forecast = CampaignForecast.of(
                rows(Presets.of("tiny"), "tiny", 100),
                request -> {
                    asked.add(request);
                    return PLAN;
                },
                kinds -> Map.of());
        assertThat(asked).hasSize(1);
        assertThat(forecast)
                .isEqualTo(new CampaignForecast(
                        100,
                        100,
                        1000,
                        2e11,
                        Optional.of(350.0),
                        100_000,
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void whereNoWorkerCanSayItTheForecastSaysOfHowManyRowsAndWhy() {
        List<AskedRow> rows = new ArrayList<>(rows(Presets.of("tiny"), "tiny", 2));
        rows.addAll(rows(Presets.of("tiny"), "away", 3));
        CampaignForecast forecast = CampaignForecast.of(
                rows,
                request -> {
                    if (request.generator().equals("away")) {
                        throw new UserError("no worker answers.");
                    }
                    return PLAN;
                },
                kinds -> Map.of());
        assertThat(forecast.rows()).isEqualTo(5);
        assertThat(forecast.planned()).isEqualTo(2);
        assertThat(forecast.seconds()).contains(7.0);
        assertThat(forecast.notes()).containsExactly("3 rows: no worker answers.");
    }

    @Test
    void rowsOfAKindThatWentBeforeAreExpectedToGoAsFastAgain() {
        List<AskedRow> rows = new ArrayList<>(rows(Presets.of("tiny"), "tiny", 10));
        rows.addAll(rows(Presets.of("tiny"), "other", 3));
        CampaignForecast forecast = CampaignForecast.of(rows, request -> PLAN, kinds -> {
            assertThat(kinds).hasSize(2);
            return Map.of(AuditKind.of(rows.get(0).request()), new Pace(40, 4.5, 1));
        });
        assertThat(forecast.paced()).isEqualTo(10);
        assertThat(forecast.expectedSeconds()).contains(45.0);
        // what the search alone takes at most is another question
        assertThat(forecast.seconds()).contains(13 * 3.5);
    }

    @Test
    void onlyTheFirstKindsAreAskedFor() {
        List<AskedRow> rows = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            rows.addAll(rows(Presets.of("tiny").with(new Budget(i, 2)), "tiny", 1));
        }
        CampaignForecast forecast = CampaignForecast.of(rows, request -> PLAN, kinds -> Map.of());
        assertThat(forecast.planned()).isEqualTo(20);
        assertThat(forecast.notes()).singleElement().asString().contains("30 kinds");
    }
}
