package io.flipside.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.InvalidRequest;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Schedule;
import io.flipside.audit.plan.Stop;
import io.flipside.audit.plan.UpdateBudget;
import io.flipside.desk.AuditIds;
import io.flipside.desk.Question;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static final String CLIP = "\"clip\": {\"uri\": \"s3://flipside/inputs/a.mkv\", \"sha256\": \""
            + "ab".repeat(32) + "\", \"bytes\": 10, \"mediaType\": \"video/x-matroska\"}";

    @Test
    void onlyClipAndTargetAreNeeded() {
        AuditRequest request = read("{" + CLIP + ", \"targetClass\": \"left\"}");
        assertThat(request.targetClass()).isEqualTo("left");
        assertThat(request.classifier()).isEqualTo("tiny");
        assertThat(request.plan()).isEqualTo(Presets.of("tiny"));
    }

    @Test
    void severalAnswersAreAuditsWithTheSeedsBehindTheFirst() {
        String several = "{" + CLIP + ", \"targetClass\": \"left\", \"seed\": 5, \"answers\": 3}";
        Question question = RequestReader.question(several.getBytes(StandardCharsets.UTF_8));
        assertThat(question.seeded()).extracting(AuditRequest::seed).containsExactly(5L, 6L, 7L);
        assertThat(question.seeded().get(2).withSeed(5)).isEqualTo(read(several));
        for (String wrong : List.of("0", "17", "-1", "2.5", "\"3\"", "true", "99999999999999999999", "[2]")) {
            assertThat(fieldOf(several.replace(": 3}", ": " + wrong + "}")))
                    .as(wrong)
                    .isEqualTo("answers");
        }
        assertThat(fieldOf(several.replace("\"seed\": 5", "\"seed\": " + Long.MAX_VALUE)))
                .isEqualTo("seed");
        assertThat(fieldOf(several.replace("\"seed\"", "\"parent\": {\"auditId\": \"a\", \"fromStage\": 1}, \"seed\"")))
                .isEqualTo("answers");
        assertThat(RequestReader.question(several.replace("3}", "null}").getBytes(StandardCharsets.UTF_8))
                        .answers())
                .isEqualTo(1);
    }

    @Test
    void thePlanSaysWhatDiffersFromThePreset() {
        AuditPlan plan = read("{" + CLIP + ", \"targetClass\": \"left\", \"preset\": \"m-swin\", \"plan\": {"
                        + "\"budget\": {\"iterations\": 7, \"inversionIterations\": null}, \"stop\": null}}")
                .plan();
        assertThat(plan).isEqualTo(Presets.of("m-swin").with(new UpdateBudget(0, 7)));
    }

    @Test
    void redrawsFallAwayWhereTheyCannotBeUnlessTheyAreAskedFor() {
        String inverting = "{" + CLIP + ", \"targetClass\": \"left\", \"plan\": {\"budget\": "
                + "{\"inversionIterations\": 3}, \"redraws\": {\"after\": 5}}}";
        assertThat(read(inverting).plan().redraws()).contains(new Redraws(0, 5));
        assertThat(fieldOf(inverting.replace("\"after\": 5", "\"most\": 2"))).isEqualTo("plan.redraws.most");
    }

    @Test
    void ofThePresetOfAnotherMethodOnlyWhatHoldsForEveryMethodStays() {
        String drawing = "{" + CLIP + ", \"targetClass\": \"left\", \"plan\": {\"method\": \"draws\", \"settings\": "
                + "{\"draws\": 3, \"spread\": 0.5}, \"policies\": {\"anyway\": true}}}";
        assertThat(read(drawing).plan())
                .isEqualTo(
                        AuditPlan.of("draws", Map.of("draws", 3.0, "spread", 0.5), Policies.DEFAULT.goingOnAnyway()));
        AuditPlan scheduled = read(drawing.replace(
                        "\"method\"",
                        "\"schedule\": {\"denoisingSteps\": 4, \"shift\": 5, \"lastSteps\": 0}, \"method\""))
                .plan();
        assertThat(scheduled.schedule()).contains(new Schedule(4, 5, 0));
        assertThat(scheduled.budget()).isEmpty();
        assertThat(fieldOf(drawing.replace("\"method\"", "\"schedule\": {\"denoisingSteps\": 4}, \"method\"")))
                .isEqualTo("plan.schedule.shift");
    }

    @Test
    void aMethodThatIsAskedForByItsNameStartsFromItsOwnPreset() {
        String attack = "{" + CLIP + ", \"targetClass\": \"left\", \"plan\": {\"method\": \"pgd\"}}";
        assertThat(read(attack).plan()).isEqualTo(Presets.of("pgd"));
        String named = "{" + CLIP + ", \"targetClass\": \"left\", \"preset\": \"pgd-linf\"}";
        assertThat(read(named).plan()).isEqualTo(Presets.of("pgd-linf"));
        AuditPlan changed = read(attack.replace(
                        "\"pgd\"}", "\"pgd\", \"settings\": {\"epsilon\": 3}, \"policies\": {\"anyway\": true}}"))
                .plan();
        assertThat(changed.settings().orElseThrow())
                .containsEntry("epsilon", 3.0)
                .containsEntry("norm", 2.0);
        assertThat(changed.policies().anyway()).isTrue();
        String guided = "{" + CLIP + ", \"targetClass\": \"left\", \"plan\": {\"method\": \"cg-video\", \"schedule\": "
                + "{\"denoisingSteps\": 4}}}";
        assertThat(read(guided).plan()).isEqualTo(Presets.of("cg-video").with(new Schedule(4, 3, 0)));
    }

    @Test
    void settingsThatOnlyTheMethodKnowsAreKeptWhicheverMethodItIs() {
        String request = "{" + CLIP + ", \"targetClass\": \"left\", \"plan\": {\"settings\": {\"epsilon\": 1}}}";
        assertThat(read(request).plan().settings()).contains(Map.of("epsilon", 1.0));
        assertThat(read(request).plan().schedule()).isEqualTo(Presets.of("tiny").schedule());
        assertThat(read(request.replace("{\"epsilon\": 1}", "{}")).plan()).isEqualTo(Presets.of("tiny"));
        assertThat(read(request.replace("{\"epsilon\": 1}", "null")).plan()).isEqualTo(Presets.of("tiny"));
    }

    @Test
    void whatAPlanMayLeaveOutIsTakenAndRefusedByItsPath() {
        String request = "{" + CLIP + ", \"targetClass\": \"left\", \"plan\": {\"schedule\": {\"stages\": [1, 2, 8]}, "
                + "\"stop\": {\"flatness\": 0.05}, \"optimiser\": {\"clipNorm\": 1}, \"losses\": {\"priorWeight\": 0.01}}}";
        AuditPlan plan = read(request).plan();
        assertThat(plan.schedule()).contains(new Schedule(8, 3, 0, Optional.of(List.of(1, 2, 8))));
        assertThat(plan.stop()).contains(new Stop(0.9, 2, Optional.of(0.05)));
        assertThat(plan.optimiser().orElseThrow().clipNorm()).contains(1.0);
        assertThat(plan.losses().orElseThrow().priorWeight()).contains(0.01);
        assertThat(read(request.replace("[1, 2, 8]", "null")).plan().schedule()).contains(new Schedule(8, 3, 0));
        for (String wrong : List.of("3", "[1, null, 8]", "[1, 2.5, 8]", "[1, \"2\", 8]", "[8, 1]", "[]", "{}")) {
            assertThat(fieldOf(request.replace("[1, 2, 8]", wrong))).as(wrong).isEqualTo("plan.schedule.stages");
        }
        assertThat(fieldOf(request.replace("[1, 2, 8]", "[1, 2, 8], \"exactUpdates\": 0")))
                .isEqualTo("plan.schedule.exactUpdates");
        assertThat(fieldOf(request.replace("0.05", "2"))).isEqualTo("plan.stop.flatness");
        assertThat(fieldOf(request.replace("\"clipNorm\": 1", "\"clipNorm\": 0")))
                .isEqualTo("plan.optimiser.clipNorm");
        assertThat(fieldOf(request.replace("0.01", "\"a\""))).isEqualTo("plan.losses.priorWeight");
    }

    @Test
    void aRequestOfVersionOneMeansTheSamePlan() {
        String former = "{" + CLIP + ", \"targetClass\": \"left\", \"search\": {\"iterations\": 7, \"confidence\": 0}, "
                + "\"policies\": {\"anyway\": true}}";
        String now = "{" + CLIP + ", \"targetClass\": \"left\", \"plan\": {\"budget\": {\"iterations\": 7}, \"stop\": "
                + "{\"confidence\": 0}, \"policies\": {\"anyway\": true}}}";
        assertThat(read(former)).isEqualTo(read(now));
        assertThat(read(former).plan().redraws().orElseThrow().most()).isZero();
        assertThat(fieldOf(former.replace("\"policies\": {", "\"plan\": {}, \"policies\": {")))
                .isEqualTo("search");
    }

    @Test
    void theSearchOfVersionOneSaysWhatDiffersFromThePreset() {
        AuditRequest request = read(
                "{" + CLIP + ", \"targetClass\": \"left\", \"preset\": \"m-swin\", \"search\": {\"iterations\": 7}}");
        assertThat(request.plan().budget().orElseThrow().iterations()).isEqualTo(7);
        assertThat(request.plan().schedule().orElseThrow().denoisingSteps()).isEqualTo(15);
        assertThat(request.plan().stop().orElseThrow().confidence()).isZero();
    }

    @Test
    void aClipIsTakenAnywayOnlyIfTheRequestSaysSo() {
        assertThat(read("{" + CLIP + ", \"targetClass\": \"left\"}").policies().anyway())
                .isFalse();
        assertThat(read("{" + CLIP + ", \"targetClass\": \"left\", \"policies\": {\"anyway\": true}}")
                        .policies()
                        .anyway())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'targetClass': 'left'                                    | clip",
                "CLIP                                                     | targetClass",
                "CLIP, 'targetClass': 7                                   | targetClass",
                "CLIP, 'targetClass': 'left', 'sede': 1                   | sede",
                "CLIP, 'targetClass': 'left', 'seed': 1.5                 | seed",
                "CLIP, 'targetClass': 'left', 'seed': 1e400               | seed",
                "CLIP, 'targetClass': 'left', 'search': []                | search",
                "CLIP, 'targetClass': 'left', 'search': {'steps': 3}      | search.steps",
                "CLIP, 'targetClass': 'left', 'search': {'iterations': 0} | search.iterations",
                "CLIP, 'targetClass': 'left', 'search': {'iterations': 99999999999} | search.iterations",
                "CLIP, 'targetClass': 'left', 'policies': {'anyway': 'yes'} | policies.anyway",
                "CLIP, 'targetClass': 'left', 'plan': []                  | plan",
                "CLIP, 'targetClass': 'left', 'plan': {'iterations': 3}   | plan.iterations",
                "CLIP, 'targetClass': 'left', 'plan': {'budget': 3}       | plan.budget",
                "CLIP, 'targetClass': 'left', 'plan': {'budget': {'n': null}} | plan.budget.n",
                "CLIP, 'targetClass': 'left', 'plan': {'budget': {'iterations': '3'}} | plan.budget.iterations",
                "CLIP, 'targetClass': 'left', 'plan': {'budget': {'iterations': 3.0}} | plan.budget.iterations",
                "CLIP, 'targetClass': 'left', 'plan': {'budget': {'iterations': 99999999999}} | plan.budget.iterations",
                "CLIP, 'targetClass': 'left', 'plan': {'losses': {'styleWeight': 1e400}} | plan.losses.styleWeight",
                "CLIP, 'targetClass': 'left', 'plan': {'losses': {'styleWeight': true}} | plan.losses.styleWeight",
                "CLIP, 'targetClass': 'left', 'plan': {'policies': {'anyway': 1}} | plan.policies.anyway",
                "CLIP, 'targetClass': 'left', 'plan': {'method': 3}       | plan.method",
                "CLIP, 'targetClass': 'left', 'plan': {'method': '../x'}  | plan.method",
                "CLIP, 'targetClass': 'left', 'plan': {'version': 3}      | plan.version",
                "CLIP, 'targetClass': 'left', 'plan': {'schedule': {'denoisingSteps': 2, 'lastSteps': 3}} | plan.schedule.lastSteps",
                "CLIP, 'targetClass': 'left', 'plan': {'settings': 3}     | plan.settings",
                "CLIP, 'targetClass': 'left', 'plan': {'settings': []}    | plan.settings",
                "CLIP, 'targetClass': 'left', 'plan': {'settings': {'a': 'b'}} | plan.settings.a",
                "CLIP, 'targetClass': 'left', 'plan': {'settings': {'a': true}} | plan.settings.a",
                "CLIP, 'targetClass': 'left', 'plan': {'settings': {'a': null}} | plan.settings.a",
                "CLIP, 'targetClass': 'left', 'plan': {'settings': {'a': {}}} | plan.settings.a",
                "CLIP, 'targetClass': 'left', 'plan': {'settings': {'a': 1e400}} | plan.settings.a",
                "CLIP, 'targetClass': 'left', 'plan': {'settings': {'a.b': 1}} | plan.settings.a.b",
                "CLIP, 'targetClass': 'left', 'plan': {'settings': {'': 1}} | plan.settings.",
                "CLIP, 'targetClass': 'left', 'seed': '1'                 | seed",
                "CLIP, 'targetClass': 'left', 'seed': 9223372036854775808 | seed",
                "CLIP, 'targetClass': 'left', 'adapter': 'x'              | adapter",
                "CLIP, 'targetClass': 'left', 'preset': 3                 | preset",
                "CLIP, 'targetClass': 'left', 'preset': 'huge'            | preset",
                "CLIP, 'targetClass': 'left', 'classifier': '../secrets'  | classifier",
                "CLIP, 'targetClass': 'left', 'adapter': {'uri': 'file:/etc/passwd', 'sha256': 'x', 'bytes': 1} | adapter.uri",
                "CLIP, 'targetClass': 'left', 'parent': {'auditId': 'a'}  | parent.fromStage",
            })
    void aWrongRequestNamesItsField(String fields, String field) {
        String json = "{" + fields.replace("CLIP", CLIP).replace('\'', '"') + "}";
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(InvalidRequest.class, e -> assertThat(e.field())
                .isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://flipside/../secrets",
                "s3://flipside/inputs/../../secrets",
                "s3://flipside/inputs/./a.mkv",
                "s3://flipside//inputs/a.mkv",
                "s3://flipside/inputs/",
                "s3://flipside/",
                "s3://flipside",
                "s3:///inputs/a.mkv",
                "s3://a:b@flipside/inputs/a.mkv",
                "s3://flipside/inputs\\\\..\\\\a.mkv",
                "s3://flipside/inputs/a\\u0000.mkv",
                "s3://flipside/inputs/a\\r\\nb.mkv",
                "http://127.0.0.1/inputs/a.mkv",
                "file:///etc/passwd",
                ""
            })
    void anAddressThatIsNoPlainKeyIsRefusedByNameOfClipAndOfAdapter(String uri) {
        String clip = CLIP.replace("s3://flipside/inputs/a.mkv", uri);
        assertThat(fieldOf("{" + clip + ", \"targetClass\": \"left\"}")).isEqualTo("clip.uri");
        assertThat(fieldOf("{" + CLIP + ", \"targetClass\": \"left\", " + clip.replace("clip", "adapter") + "}"))
                .isEqualTo("adapter.uri");
    }

    @Test
    void aKeyAsLongAsTheContractAllowsIsTakenAndNoLonger() {
        String request = "{" + CLIP.replace("a.mkv", "KEY") + ", \"targetClass\": \"left\"}";
        int room = 1024 - "inputs/".length();
        assertThat(read(request.replace("KEY", "k".repeat(room))).clip().key()).hasSize(1024);
        assertThat(fieldOf(request.replace("KEY", "k".repeat(room + 1)))).isEqualTo("clip.uri");
        assertThat(fieldOf(request.replace("KEY", "ü".repeat(room - 1)))).isEqualTo("clip.uri");
    }

    @ParameterizedTest
    @ValueSource(strings = {"video", "video/", "/mp4", "video/mp4\\r\\nX-Evil: 1", "vidéo/mp4", "a/b/c", ""})
    void anOddMediaTypeIsRefusedByName(String type) {
        assertThat(fieldOf("{" + CLIP.replace("video/x-matroska", type) + ", \"targetClass\": \"left\"}"))
                .isEqualTo("clip.mediaType");
    }

    private static String fieldOf(String json) {
        return catchThrowableOfType(InvalidRequest.class, () -> read(json)).field();
    }

    @Test
    void whatIsNotOneJsonObjectIsRefused() {
        for (String json :
                new String[] {"", "[]", "null", "{", "{} {}", "{\"a\":1,\"a\":2}", "\u0000", "{".repeat(10_000)}) {
            assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(InvalidRequest.class);
        }
        byte[] large = new byte[RequestReader.MOST_BYTES + 1];
        assertThatThrownBy(() -> RequestReader.read(large)).hasMessageContaining("65536");
    }

    @Test
    void whatIsWrongIsSaidWithWhatWouldBeRight() {
        assertThat(messageOf("'plan': {'budget': {'iterations': 0}}"))
                .isEqualTo("field 'plan.budget.iterations' is 0; it must be 1 to 10000.");
        assertThat(messageOf("'search': {'iterations': 0}"))
                .isEqualTo("field 'search.iterations' is 0; it must be 1 to 10000.");
        assertThat(messageOf("'search': {'graphBudget': 1}"))
                .startsWith("field 'search.graphBudget' is not known. Known are inversionIterations, iterations, ");
        assertThat(messageOf("'plan': {'budget': {'n': 1}}"))
                .isEqualTo("field 'plan.budget.n' is not known. Known are inversionIterations, iterations.");
        assertThat(messageOf("'plan': {'settings': {'draws': '3'}}"))
                .isEqualTo("field 'plan.settings.draws' must be a number.");
        assertThat(messageOf("'plan': {'settings': {'draws': 1e400}}"))
                .isEqualTo("field 'plan.settings.draws' is Infinity; it must be finite.");
        assertThat(messageOf("'sede': 1")).contains("Known are clip, classifier, generator, ", ", preset.");
        assertThat(messageOf("'seed': 'x'")).isEqualTo("field 'seed' must be a whole number of 64 bits.");
        assertThat(messageOf("'parent': {'auditId': 'a'}")).isEqualTo("field 'parent.fromStage' is missing.");
        String long50k = "x".repeat(50_000);
        assertThat(messageOf("'" + long50k + "\\n': 1")).hasSizeLessThan(400).doesNotContain("\n");
        assertThat(messageOf("'plan': {'method': '" + long50k + "'}")).hasSizeLessThan(400);
    }

    private static String messageOf(String more) {
        String json = "{" + CLIP + ", \"targetClass\": \"left\", " + more.replace('\'', '"') + "}";
        return catchThrowableOfType(InvalidRequest.class, () -> read(json)).getMessage();
    }

    @Test
    void theSameEventIsTheSameAuditAndNoOther() {
        assertThat(AuditIds.of("/a", "b")).isEqualTo(AuditIds.of("/a", "b")).startsWith("audit-");
        assertThat(AuditIds.of("/a", "bc")).isNotEqualTo(AuditIds.of("/ab", "c"));
    }

    private static AuditRequest read(String json) {
        return RequestReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
