package io.flipside.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.client.model.AuditId;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands that ask one thing of one audit. */
final class AuditCommands {
    private AuditCommands() {}

    /** What they have in common. */
    abstract static class OneAudit implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        CommandSpec spec;

        @Parameters(paramLabel = "AUDIT", description = "Id of the audit.")
        String audit = "";

        @Mixin
        Api api = new Api();

        void print(JsonNode json) {
            PrintWriter out = spec.commandLine().getOut();
            try {
                out.println(Api.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
            out.flush();
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Prints an audit as JSON.")
    static final class Show extends OneAudit {
        @Override
        public Integer call() {
            print(api.ask(service -> service.audits().showAuditJson(audit)));
            return 0;
        }
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Holds an audit's search after its current update; its worker is free for others.")
    static final class Pause extends OneAudit {
        @Override
        public Integer call() {
            print(api.ask(service -> service.audits().pauseAuditJson(audit)));
            return 0;
        }
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets a paused audit go on.")
    static final class Resume extends OneAudit {
        @Override
        public Integer call() {
            print(api.ask(service -> service.audits().resumeAuditJson(audit)));
            return 0;
        }
    }

    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Ends an audit's search early and judges the best state so far.")
    static final class Stop extends OneAudit {
        @Override
        public Integer call() {
            print(api.ask(service -> service.audits().stopAuditJson(audit)));
            return 0;
        }
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Ends an audit.")
    static final class Cancel extends OneAudit {
        @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT", description = "Goes into the record.")
        private String reason = "";

        @Override
        public Integer call() {
            print(api.ask(service -> service.audits().cancelAuditJson(audit, Api.given(reason))));
            return 0;
        }
    }

    @Command(
            name = "rerun",
            mixinStandardHelpOptions = true,
            description = "Starts a new audit that takes over another's stages before one. Prints its id.")
    static final class Rerun extends OneAudit {
        @Option(
                names = "--from-stage",
                required = true,
                paramLabel = "N",
                description = "First number of denoising steps to run again.")
        private int fromStage;

        @Override
        public Integer call() {
            AuditId answer = api.ask(service -> service.audits().rerunAudit(audit, fromStage, null));
            spec.commandLine().getOut().println(answer.getAuditId());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
