package io.flipside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.UserError;
import io.flipside.client.Page;
import io.flipside.client.model.CampaignRequest;
import io.flipside.client.model.CampaignSummary;
import io.flipside.file.LocalPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands that ask one thing of one campaign, or of all. */
final class CampaignCommands {
    private CampaignCommands() {}

    /** What they have in common. */
    abstract static class OneCampaign implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        CommandSpec spec;

        @Parameters(index = "0", paramLabel = "CAMPAIGN", description = "Id of the campaign.")
        String campaign = "";

        @Mixin
        Api api = new Api();

        int print(JsonNode json) {
            PrintWriter out = spec.commandLine().getOut();
            try {
                out.println(Api.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
            out.flush();
            return 0;
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists campaigns by id; what follows is said on the error output.")
    static final class ListAll implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private Api api = new Api();

        @Option(
                names = "--after",
                defaultValue = "",
                paramLabel = "CAMPAIGN",
                description = "Begin behind this campaign.")
        private String after = "";

        @Override
        public Integer call() {
            Page<CampaignSummary> found = api.ask(service -> service.campaigns().listCampaigns(Api.given(after), null));
            PrintWriter out = spec.commandLine().getOut();
            found.items().forEach(line -> out.printf("%s  %s%n", line.getCampaignId(), line.getStatus()));
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            found.nextAddress()
                    .map(next -> next.replaceFirst(".*[?&]after=", ""))
                    .ifPresent(next -> err.printf("There may be more: 'flipside campaign list --after %s'.%n", next));
            err.flush();
            return 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints as JSON how a campaign stands: how many rows ended how, and which are at work.")
    static final class Show extends OneCampaign {
        @Override
        public Integer call() {
            return print(api.ask(service -> service.campaigns().showCampaignJson(campaign)));
        }
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Begins no row until the campaign is resumed; audits at work go on.")
    static final class Pause extends OneCampaign {
        @Override
        public Integer call() {
            return print(api.ask(service -> service.campaigns().pauseCampaignJson(campaign)));
        }
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets a paused campaign go on.")
    static final class Resume extends OneCampaign {
        @Override
        public Integer call() {
            return print(api.ask(service -> service.campaigns().resumeCampaignJson(campaign)));
        }
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Begins no row any more; audits at work end by themselves, or at once with --audits.")
    static final class Cancel extends OneCampaign {
        @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT", description = "Is kept and told.")
        private String reason = "";

        @Option(names = "--audits", description = "End the audits at work as well.")
        private boolean audits;

        @Override
        public Integer call() {
            return print(
                    api.ask(service -> service.campaigns().cancelCampaignJson(campaign, audits, Api.given(reason))));
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds the rows of a manifest behind the last.")
    static final class Add extends OneCampaign {
        @Parameters(index = "1", paramLabel = "MANIFEST", description = "CSV or JSON lines (.csv, .jsonl).")
        private String manifest = "";

        @Override
        public Integer call() {
            CampaignRequest request = new CampaignRequest()
                    .manifest(LocalManifest.read(LocalPath.of(manifest)).upload(api));
            return print(api.ask(service -> service.campaigns().addCampaignRowsJson(campaign, request)));
        }
    }

    @Command(name = "drop", mixinStandardHelpOptions = true, description = "Leaves rows out that have not begun.")
    static final class Drop extends OneCampaign {
        @Parameters(index = "1", paramLabel = "ROWS", description = "Numbers and ranges, such as 3,7-12.")
        private String rows = "";

        @Override
        public Integer call() {
            return print(api.ask(service -> service.campaigns().dropCampaignRowsJson(campaign, rows)));
        }
    }

    @Command(
            name = "results",
            mixinStandardHelpOptions = true,
            description = "Prints the table of results as CSV, or writes the page, as far as they are there.")
    static final class Results extends OneCampaign {
        @Option(
                names = "--page",
                paramLabel = "FILE",
                description = "Write the page to this file, in place of the table.")
        private Optional<Path> page = Optional.empty();

        @Override
        public Integer call() {
            if (page.isPresent()) {
                write(page.get(), api.bytes(service -> service.campaigns().campaignFile(campaign, "campaign.html")));
                return 0;
            }
            PrintWriter out = spec.commandLine().getOut();
            out.print(new String(api.bytes(service -> service.campaigns().campaignResults(campaign)), UTF_8));
            out.flush();
            return 0;
        }

        private static void write(Path file, byte[] bytes) {
            try {
                Files.write(file, bytes);
            } catch (IOException e) {
                throw new UserError("file " + file + " cannot be written: " + e.getMessage() + ".", e);
            }
        }
    }
}
