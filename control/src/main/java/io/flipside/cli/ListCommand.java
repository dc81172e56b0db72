package io.flipside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.UserError;
import io.flipside.desk.AuditListing;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists audits by id, a page at a time; what follows is said on the error output.")
final class ListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Api api = new Api();

    @Option(names = "--page", defaultValue = "", paramLabel = "TOKEN", description = "The page that was named before.")
    private String page = "";

    @Option(names = "--after", defaultValue = "", paramLabel = "AUDIT", description = "Begin behind this audit.")
    private String after = "";

    @Option(
            names = "--limit",
            defaultValue = "" + AuditListing.MOST,
            paramLabel = "N",
            description = "Lines of the page, 1 to " + AuditListing.MOST + ". Default: ${DEFAULT-VALUE}.")
    private int limit = AuditListing.MOST;

    @Option(names = "--all", description = "Page after page, to the end.")
    private boolean all;

    @Override
    public Integer call() {
        if (limit < 1 || limit > AuditListing.MOST) {
            throw new UserError("--limit is " + limit + "; it must be 1 to " + AuditListing.MOST + ".");
        }
        Api.Page found = print("/api/audits?limit=" + limit + "&page=" + URLEncoder.encode(page, UTF_8) + "&after="
                + URLEncoder.encode(after, UTF_8));
        while (all && found.next().isPresent()) {
            found = print(found.next().get());
        }
        PrintWriter err = spec.commandLine().getErr();
        found.next()
                .map(next -> next.replaceFirst(".*[?&]page=", ""))
                .ifPresent(next -> err.printf("There may be more: 'flipside list --page %s', or --all.%n", next));
        err.flush();
        return 0;
    }

    private Api.Page print(String path) {
        Api.Page found = api.page(path);
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode line : found.lines()) {
            out.printf(
                    "%s  %s%n",
                    line.path("auditId").asText(), line.path("status").asText());
        }
        out.flush();
        return found;
    }
}
