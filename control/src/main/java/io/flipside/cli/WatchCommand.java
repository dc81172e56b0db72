package io.flipside.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.record.AuditStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code flipside watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Follows an audit until it ends: stage, update, loss, target probability, time left.")
public final class WatchCommand extends AuditCommands.OneAudit {
    private static final Duration EVERY = Duration.ofMillis(700);

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String before = "";
        while (true) {
            JsonNode view = api.ask(service -> service.audits().showAuditJson(audit));
            String line = line(view);
            if (!line.equals(before)) {
                out.println(line);
                out.flush();
                before = line;
            }
            if (status(view).filter(AuditStatus::isOpen).isEmpty()) {
                return 0;
            }
            try {
                Thread.sleep(EVERY.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 1;
            }
        }
    }

    private static Optional<AuditStatus> status(JsonNode view) {
        return AuditStatus.of(view.path("status").asText());
    }

    /** What an audit is doing, in one line. */
    public static String line(JsonNode view) {
        String status = view.path("status").asText();
        JsonNode outcome = view.path("outcome");
        if (outcome.isObject()) {
            JsonNode evaluation = outcome.path("evaluation");
            JsonNode reason = outcome.path("reason");
            String sentence = reason.isObject() ? reason.path("sentence").asText() : reason.asText("");
            return evaluation.isObject()
                    ? String.format(
                            Locale.ROOT,
                            "%s: the written clip is called '%s' (%.3f). %s",
                            status,
                            evaluation.path("prediction").asText(),
                            evaluation.path("confidence").asDouble(),
                            sentence)
                    : status + ": " + sentence;
        }
        String trouble = trouble(view.path("trouble"));
        if (status(view).filter(AuditStatus.WAITING::equals).isPresent()) {
            return status + "  no worker answers; the audit goes on when one comes (flipside serve)" + trouble;
        }
        JsonNode progress = view.path("progress");
        JsonNode update = view.path("update");
        String step = progress.path("step").asText();
        if (!update.isObject()) {
            return status + "  " + step + trouble;
        }
        long left = view.path("secondsLeft").asLong();
        return String.format(
                        Locale.ROOT,
                        "%s  %s %s  update %d of at most %d  loss %.4f  p(target) %.3f  at most %d:%02d left",
                        status,
                        step,
                        stage(progress, update.path("stage").asInt()),
                        update.path("iteration").asInt(),
                        update.path("most").asInt(),
                        update.path("loss").asDouble(),
                        update.path("targetProbability").asDouble(),
                        left / 60,
                        left % 60)
                + trouble;
    }

    /** Which of the stages it is, and what the method calls it; services of before tell no list of them. */
    private static String stage(JsonNode progress, int id) {
        JsonNode planned = progress.path("planned");
        for (int i = 0; i < planned.size(); i++) {
            JsonNode stage = planned.get(i);
            if (stage.path("id").asInt() == id) {
                return (i + 1) + "/" + planned.size() + " ("
                        + stage.path("label").asText() + ")";
            }
        }
        return id + "/" + progress.path("lastStage").asInt();
    }

    private static String trouble(JsonNode trouble) {
        return trouble.isObject()
                ? String.format(
                        Locale.ROOT,
                        "  step '%s' is tried again, attempt %d: %s",
                        trouble.path("step").asText(),
                        trouble.path("attempts").asInt(),
                        trouble.path("message").asText())
                : "";
    }
}
