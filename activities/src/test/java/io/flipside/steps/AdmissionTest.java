package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Policies;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.Refusal;
import io.flipside.clip.Clip;
import io.flipside.domain.ForeignClip;
import io.flipside.explain.Models;
import io.flipside.record.AuditJson;
import io.flipside.search.Preset;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which clips are admitted, and what requests and answers of before look like. */
class AdmissionTest {
    private static final Path SHIPPED = Path.of("../embedded/models");
    private static final ArtifactRef REF = new ArtifactRef("s3://b/k", "0".repeat(64), 1, "x/y");
    private static final ShapeMovingClip DRAWN = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);
    private static Models models;

    @BeforeAll
    static void open() {
        models = Models.open(SHIPPED.resolve("classifiers/tiny"), SHIPPED.resolve("generators/tiny"), Optional.empty());
    }

    @AfterAll
    static void close() {
        models.close();
    }

    @Test
    void aClipThatTheGeneratorDoesNotKnowIsRefusedWithItsCode() {
        Clip grey = new Clip(ForeignClip.GREY_BACKGROUND.frames(DRAWN), 8);
        assertThat(code(request(Optional.empty(), new Policies(30, 0, 1)), grey))
                .isEqualTo("out-of-domain");
    }

    @Test
    void anywayItIsAdmittedAndTheFactsSayThatItIsOutside() {
        Clip grey = new Clip(ForeignClip.GREY_BACKGROUND.frames(DRAWN), 8);
        DomainFacts facts = Admission.known(request(Optional.empty(), new Policies(30, 0, 1, true)), models, grey);
        assertThat(facts.isOutside()).isTrue();
        assertThat(AuditJson.read(AuditJson.bytes(facts), DomainFacts.class)).isEqualTo(facts);
    }

    @Test
    void theLimitForAdaptersStillRefusesAndAnywayDoesNotLiftIt() {
        Clip known = new Clip(DRAWN.frames(), 8);
        assertThat(code(request(Optional.of(REF), new Policies(30, 0, 1e-9, true)), known))
                .isEqualTo("adapter-domain");
        assertThat(Admission.known(request(Optional.of(REF), new Policies(30, 0, 1)), models, known)
                        .state())
                .isEqualTo(DomainFacts.WITHIN);
    }

    @Test
    void aRequestOfBeforeReadsAndKeepsItsBytes() {
        String before = "{\"adapterErrorLimit\":1.0,\"checkpointSeconds\":0,\"heartbeatSeconds\":30}";
        byte[] json = before.getBytes(StandardCharsets.UTF_8);
        assertThat(AuditJson.read(json, Policies.class)).isEqualTo(Policies.DEFAULT);
        assertThat(AuditJson.bytes(Policies.DEFAULT)).isEqualTo(json);
        Policies anyway = new Policies(30, 0, 1, true);
        assertThat(AuditJson.read(AuditJson.bytes(anyway), Policies.class)).isEqualTo(anyway);
    }

    @Test
    void modelFactsOfBeforeRead() {
        String before = "{\"adapterError\":null,\"classifierSha256\":{},\"generatorSha256\":{},\"prediction\":\"up\","
                + "\"probability\":0.9,\"targetProbability\":0.1}";
        assertThat(AuditJson.read(before.getBytes(StandardCharsets.UTF_8), ModelFacts.class)
                        .domain())
                .isEmpty();
    }

    private static String code(AuditRequest request, Clip clip) {
        String[] code = new String[1];
        assertThatThrownBy(() -> Admission.known(request, models, clip))
                .isInstanceOfSatisfying(Refusal.class, e -> code[0] = e.reason().code());
        return code[0];
    }

    private static AuditRequest request(Optional<ArtifactRef> adapter, Policies policies) {
        return new AuditRequest(
                REF, "tiny", "tiny", adapter, "down", Plans.plan(Preset.TINY), 1, policies, Optional.empty());
    }
}
