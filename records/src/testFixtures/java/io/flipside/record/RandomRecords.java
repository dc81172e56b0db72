package io.flipside.record;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.Reason;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.Figure;
import io.flipside.audit.step.FlipKind;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.Opinion;
import io.flipside.audit.step.Provenance;
import io.flipside.audit.step.SealInput;
import io.flipside.audit.step.StageReport;
import io.flipside.audit.step.Validity;
import io.flipside.audit.step.VerdictPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Audits of every course, drawn at random: the same for the same seed. */
public final class RandomRecords {
    private static final int[] PLANES = {0x20, 0xa0, 0x3b1, 0x4e00, 0x1f600};

    private final SplittableRandom random;

    public RandomRecords(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public AuditRecord record() {
        List<StageReport> reports = new ArrayList<>();
        List<StageLog> logs = new ArrayList<>();
        for (int stage = random.nextInt(2); stage < random.nextInt(5); stage++) {
            if (random.nextInt(5) > 0) {
                reports.add(new StageReport(
                        stage, random.nextInt(100), number(), random.nextDouble(), ref(), maybe(this::reason)));
            }
            logs.add(log(stage));
        }
        AuditRecord record = AuditRecords.of(sealed(reports), logs, maybe(this::sha256));
        return random.nextBoolean() ? record : record.askedBy(List.of(ask(), ask()));
    }

    private Ask ask() {
        return new Ask(text(), text(), text(), random.nextLong(), maybe(() -> text()));
    }

    SealInput sealed(List<StageReport> reports) {
        return new SealInput(
                text(),
                request(),
                maybe(RandomRecords::plan),
                maybe(() -> new ClipFacts(ref(), 17, 64, 48, number())),
                maybe(this::models),
                reports,
                outcome(),
                random.nextLong(),
                random.nextLong());
    }

    ArtifactRef ref() {
        return new ArtifactRef("s3://b/" + random.nextInt(1000), sha256(), 1 + random.nextInt(1000), text());
    }

    private AuditRequest request() {
        return new AuditRequest(
                ref(),
                "c" + random.nextInt(10),
                "g" + random.nextInt(10),
                maybe(this::ref),
                "t" + random.nextInt(10),
                random.nextBoolean() ? plan() : plan().with(Policies.DEFAULT.goingOnAnyway()),
                random.nextLong(),
                maybe(() -> new ParentAudit("p" + random.nextInt(10), 1)));
    }

    private static AuditPlan plan() {
        return Presets.of("tiny");
    }

    private ModelFacts models() {
        return new ModelFacts(
                files(),
                files(),
                maybe(this::number),
                text(),
                random.nextDouble(),
                random.nextDouble(),
                maybe(() -> new Provenance(text(), text(), text(), maybe(() -> text()))),
                maybe(() -> new DomainFacts(DomainFacts.WITHIN, figures(), figures(), text())),
                random.nextBoolean() ? List.of() : List.of(text(), text()));
    }

    private AuditOutcome outcome() {
        Optional<ArtifactRef> none = Optional.empty();
        return switch (random.nextInt(7)) {
            case 0 -> new AuditOutcome.Flipped(evaluation(), none);
            case 1 -> new AuditOutcome.NotFlipped(reason(), evaluation(), none);
            case 2 -> new AuditOutcome.Refused(reason(), none);
            case 3 -> new AuditOutcome.Cancelled(text(), none);
            case 4 -> new AuditOutcome.SetAside(reason(), none);
            case 5 -> new AuditOutcome.NotValid(reason(), evaluation(), none);
            default -> new AuditOutcome.Failed(reason(), none);
        };
    }

    private Evaluation evaluation() {
        Map<String, Measurement> metrics = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            metrics.put(text(), random.nextBoolean() ? measured() : new Measurement.Unavailable(text(), text()));
        }
        return new Evaluation(
                text(),
                random.nextDouble(),
                random.nextDouble(),
                text(),
                metrics,
                sha256(),
                maybe(this::reason),
                maybe(this::reason),
                maybe(() -> validity()),
                Map.of(text(), ref(), "result.json", ref()));
    }

    private Validity validity() {
        FlipKind[] kinds = FlipKind.values();
        return new Validity(
                part(),
                part(),
                part(),
                part(),
                part(),
                part(),
                kinds[random.nextInt(kinds.length)],
                List.of(new Opinion(
                        text(),
                        random.nextBoolean(),
                        maybe(this::text),
                        maybe(this::text),
                        maybe(this::sha256),
                        maybe(this::text))));
    }

    private VerdictPart part() {
        VerdictPart.State[] states = VerdictPart.State.values();
        return new VerdictPart(states[random.nextInt(states.length)], text(), figures(), figures());
    }

    private Measurement measured() {
        return new Measurement.Figures(
                Map.of(
                        text(),
                        new Figure(number(), text(), Figure.Direction.HIGHER_IS_NEARER),
                        "other",
                        new Figure(number(), text(), Figure.Direction.LOWER_IS_NEARER)),
                maybe(() -> List.of(sha256())));
    }

    private StageLog log(int stage) {
        List<UpdateLine> updates = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Map<String, Double> terms = new LinkedHashMap<>();
            terms.put("loss", random.nextInt(10) == 0 ? Double.NaN : number());
            if (random.nextBoolean()) {
                terms.put("targetProbability", random.nextDouble());
            }
            updates.add(new UpdateLine(stage, updates.size() + 1, terms));
        }
        return new StageLog(maybe(this::text), updates, random.nextInt(3), 0, 0);
    }

    private Map<String, Double> figures() {
        return Map.of(text(), number(), "flowError", number());
    }

    private Map<String, String> files() {
        return Map.of("config.json", sha256(), text(), sha256());
    }

    private Reason reason() {
        return new Reason("code-" + random.nextInt(10), text());
    }

    /** Finite, of any size. */
    private double number() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : random.nextDouble();
    }

    private String sha256() {
        return Long.toHexString(random.nextLong() | Long.MIN_VALUE).repeat(4);
    }

    /** With what JSON must escape, and with characters outside of the basic plane. */
    private String text() {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(PLANES[random.nextInt(PLANES.length)] + random.nextInt(60));
        }
        return text.append("\"\\\n\t").toString();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }
}
