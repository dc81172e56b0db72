package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.step.AdmitInput;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.Refusal;
import io.flipside.clip.Clip;
import io.flipside.domain.AdapterDomain;
import io.flipside.domain.DomainFigure;
import io.flipside.domain.ForeignClip;
import io.flipside.explain.ComputeSettings;
import io.flipside.library.AddRequest;
import io.flipside.library.GivenParts;
import io.flipside.library.HashProgress;
import io.flipside.library.Library;
import io.flipside.record.AuditJson;
import io.flipside.store.ArtifactCorrupt;
import io.flipside.tensor.SafetensorsMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which clips, models and targets are admitted, and what requests and answers of before look like. */
class AdmitTest {
    private static final Policies LENIENT = new Policies(30, 0, 1, true);
    private static final Policies STRICT = new Policies(30, 0, 1e-9, true);
    private static final ClipFacts KNOWN = TinyAudit.clip();
    private static final ClipFacts GREY =
            facts(new Clip(ForeignClip.GREY_BACKGROUND.frames(TinyAudit.DRAWN), 8), "inputs/grey.mkv");

    @TempDir
    private Path folder;

    private static ClipFacts facts(Clip clip, String key) {
        return new ClipFacts(TinyAudit.kept(key, clip), 17, 64, 64, 8);
    }

    private static ModelFacts admitted(
            String target, ClipFacts clip, Optional<ArtifactRef> adapter, Policies policies) {
        AuditRequest request = TinyWorld.request(
                TinyAudit.REQUEST.clip(), adapter, target, TinyAudit.PLAN, policies, Optional.empty());
        return TinyAudit.ADMIT.run(new AdmitInput("admitted", request, clip), TinyAudit.SILENT);
    }

    private static String codeOf(String target, ClipFacts clip, Optional<ArtifactRef> adapter, Policies policies) {
        String[] code = new String[1];
        assertThatThrownBy(() -> admitted(target, clip, adapter, policies))
                .isInstanceOfSatisfying(Refusal.class, e -> code[0] = e.reason().code());
        assertThat(TinyAudit.STORE.list("audits/admitted/at-work/")).isEmpty();
        return code[0];
    }

    @Test
    void theFactsNameTheModelsTheMachineAndWhatTheClassifierSays() {
        ModelFacts facts = admitted(TinyWorld.TARGET, KNOWN, Optional.empty(), Policies.DEFAULT);
        assertThat(facts.prediction()).isEqualTo("up");
        assertThat(facts.probability()).isGreaterThan(facts.targetProbability());
        assertThat(facts.classifierSha256()).containsKey("model.safetensors");
        assertThat(facts.adapterError()).isEmpty();
        assertThat(facts.provenance().orElseThrow().engine()).startsWith("PyTorch ");
        assertThat(facts.provenance().orElseThrow().code()).matches("[0-9a-f]{16}");
        assertThat(facts).isEqualTo(TinyAudit.admitted());
    }

    @Test
    void aTargetThatIsNoClassOrThePredictionIsRefused() {
        assertThat(codeOf("sideways", KNOWN, Optional.empty(), Policies.DEFAULT))
                .isEqualTo("class-unknown");
        assertThat(codeOf("up", KNOWN, Optional.empty(), Policies.DEFAULT)).isEqualTo("target-is-prediction");
    }

    @Test
    void aClipThatTheGeneratorDoesNotKnowIsRefusedUnlessTheOperatorGoesOnAnyway() {
        assertThat(codeOf(TinyWorld.TARGET, GREY, Optional.empty(), Policies.DEFAULT))
                .isEqualTo("out-of-domain");
        DomainFacts domain = admitted(TinyWorld.TARGET, GREY, Optional.empty(), LENIENT)
                .domain()
                .orElseThrow();
        assertThat(domain.isOutside()).isTrue();
        assertThat(AuditJson.read(AuditJson.bytes(domain), DomainFacts.class)).isEqualTo(domain);
    }

    @Test
    void theLimitForAdaptersStillRefusesAndAnywayDoesNotLiftIt() {
        Optional<ArtifactRef> adapter = Optional.of(TinyWorld.adapter(TinyAudit.STORE));
        assertThat(codeOf(TinyWorld.TARGET, KNOWN, adapter, STRICT)).isEqualTo("adapter-domain");
        ModelFacts facts = admitted(TinyWorld.TARGET, KNOWN, adapter, new Policies(30, 0, 100, true));
        assertThat(facts.adapterError()).isPresent();
    }

    /** An adapter whose file allows everything, as a person of ill will would upload it. */
    @Test
    void anAdapterThatAllowsEverythingIsBelievedOnlyWhereTheOperatorHasPutIt() throws IOException {
        Path file = folder.resolve("generous.safetensors");
        Files.write(folder.resolve("plain.safetensors"), ShippedModels.adapter());
        SafetensorsMetadata.add(
                folder.resolve("plain.safetensors"), file, AdapterDomain.METADATA, everythingIsAllowed());
        ArtifactRef adapter = TinyAudit.STORE.put("inputs/generous.safetensors", file, "application/octet-stream");
        Policies policies = new Policies(30, 0, Double.MAX_VALUE, false);

        assertThat(codeOf(TinyWorld.TARGET, GREY, Optional.of(adapter), policies))
                .isEqualTo("out-of-domain");

        ShippedModels.copyTo(folder.resolve("shelf"));
        Library library = new Library(folder.resolve("shelf"));
        library.draft(
                new AddRequest("generous", file, GivenParts.NONE, Optional.empty()),
                draft -> library.keep(library.hash(draft, HashProgress.NONE), false));
        WorkerParts parts = new WorkerParts(
                TinyAudit.STORE,
                new FolderShelf(folder.resolve("shelf")),
                folder.resolve("cache"),
                InstantSource.system(),
                ComputeSettings.DEFAULT);
        try (Workbench bench = new Workbench(parts)) {
            AuditRequest request = TinyWorld.request(
                    TinyAudit.REQUEST.clip(),
                    Optional.of(adapter),
                    TinyWorld.TARGET,
                    TinyAudit.PLAN,
                    policies,
                    Optional.empty());
            ModelFacts facts = new Admit(bench).run(new AdmitInput("vouched", request, GREY), TinyAudit.SILENT);
            assertThat(facts.domain().orElseThrow().isOutside()).isFalse();
        }
    }

    private static String everythingIsAllowed() {
        Map<String, Double> limits = new TreeMap<>();
        for (DomainFigure figure : DomainFigure.values()) {
            boolean least = figure.limitKey().matches("leastMotion|firstFrame.*");
            limits.put(figure.limitKey(), least ? -1e9 : 1e9);
        }
        limits.put("anchoredSsim", -1.0);
        return new String(
                AuditJson.bytes(Map.of(
                        "limits", limits, "generator", TinyAudit.admitted().generatorSha256())),
                StandardCharsets.UTF_8);
    }

    @Test
    void anAdapterThatIsMissingDamagedOrNoneIsRefused() {
        ArtifactRef rubbish = TinyAudit.STORE.put(
                "inputs/rubbish.safetensors", "rubbish".getBytes(StandardCharsets.UTF_8), "application/octet-stream");
        assertThat(codeOf(TinyWorld.TARGET, KNOWN, Optional.of(rubbish), Policies.DEFAULT))
                .isEqualTo("models");
        ArtifactRef none = new ArtifactRef(TinyAudit.STORE.uri("inputs/none.safetensors"), "0".repeat(64), 1, "x/y");
        assertThat(codeOf(TinyWorld.TARGET, KNOWN, Optional.of(none), Policies.DEFAULT))
                .isEqualTo("models-missing");
        ArtifactRef damaged = TinyAudit.STORE.put(
                "inputs/damaged.safetensors", "damaged".getBytes(StandardCharsets.UTF_8), "application/octet-stream");
        TinyAudit.STORE.damage("inputs/damaged.safetensors");
        assertThat(codeOf(TinyWorld.TARGET, KNOWN, Optional.of(damaged), Policies.DEFAULT))
                .isEqualTo("models-corrupt");
    }

    @Test
    void framesOfOurOwnThatAreDamagedAreNoFaultOfTheRequest() {
        ClipFacts damaged = facts(new Clip(TinyAudit.DRAWN.frames(), 8), "inputs/damaged.mkv");
        TinyAudit.STORE.damage("inputs/damaged.mkv");
        assertThatThrownBy(() -> admitted(TinyWorld.TARGET, damaged, Optional.empty(), Policies.DEFAULT))
                .isInstanceOf(ArtifactCorrupt.class);
    }

    @Test
    void modelFactsOfBeforeRead() {
        String before = "{\"adapterError\":null,\"classifierSha256\":{},\"generatorSha256\":{},\"prediction\":\"up\","
                + "\"probability\":0.9,\"targetProbability\":0.1}";
        assertThat(AuditJson.read(before.getBytes(StandardCharsets.UTF_8), ModelFacts.class)
                        .domain())
                .isEmpty();
    }
}
