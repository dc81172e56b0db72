package io.flipside.cli;

import io.flipside.UserError;
import io.flipside.client.Page;
import io.flipside.client.model.AuditLine;
import io.flipside.desk.AuditListing;
import java.io.PrintWriter;
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
        Page<AuditLine> found =
                api.ask(service -> service.audits().listAudits(Api.given(after), limit, Api.given(page)));
        print(found);
        while (all && found.nextAddress().isPresent()) {
            Page<AuditLine> before = found;
            found = api.ask(service -> before.next().orElse(before));
            print(found);
        }
        PrintWriter err = spec.commandLine().getErr();
        found.nextAddress()
                .map(next -> next.replaceFirst(".*[?&]page=", ""))
                .ifPresent(next -> err.printf("There may be more: 'flipside list --page %s', or --all.%n", next));
        err.flush();
        return 0;
    }

    private void print(Page<AuditLine> found) {
        PrintWriter out = spec.commandLine().getOut();
        found.items().forEach(line -> out.printf("%s  %s%n", line.getAuditId(), line.getStatus()));
        out.flush();
    }
}
