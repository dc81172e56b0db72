package io.flipside.cli.model;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.step.AuditEvent;
import io.flipside.cli.Home;
import io.flipside.file.ScratchFolder;
import io.flipside.record.AuditIndex;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditStatus;
import io.flipside.record.Unfinished;
import io.flipside.service.EmbeddedProcess;
import io.flipside.store.ArtifactStore;
import io.flipside.store.StoreAddress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure list}: how long the list and the search for unfinished audits take among many. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Fills an embedded store with audits and measures the list and the search for unfinished ones.")
final class MeasureListCommand implements Callable<Integer> {
    private static final int ROUNDS = 5;
    private static final String JSON = "application/json";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--audits", defaultValue = "10000", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int audits = 10_000;

    @Option(
            names = "--open",
            defaultValue = "20",
            paramLabel = "N",
            description = "How many of them are not done. Default: ${DEFAULT-VALUE}.")
    private int open = 20;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ScratchFolder data = ScratchFolder.create("list");
                EmbeddedProcess services = EmbeddedProcess.start(Home.root(), data.path());
                ArtifactStore store = ArtifactStore.at(address(services.settings()))) {
            store.ensureBucket();
            AuditIndex index = new AuditIndex(store);
            index.page("", 1);
            fill(store, index);
            out.printf(Locale.ROOT, "%d audits, %d of them open; milliseconds, %d rounds%n", audits, open, ROUNDS);
            for (int size : List.of(100, 1000)) {
                out.printf(
                        "a page of %-4d       %s%n",
                        size, rounds(() -> index.page("", size).size()));
            }
            out.printf("all, page by page   %s%n", rounds(() -> all(index)));
            out.printf(
                    "search for open     %s%n",
                    rounds(() -> {
                        AtomicInteger found = new AtomicInteger();
                        Unfinished.in(store, (audit, request) -> found.incrementAndGet());
                        return found.get();
                    }));
            out.flush();
            return 0;
        }
    }

    private void fill(ArtifactStore store, AuditIndex index) {
        byte[] request = AuditJson.bytes(new AuditRequest(
                new ArtifactRef("s3://flipside/inputs/clip", "0".repeat(64), 1, "video/mp4"),
                "tiny",
                "tiny",
                Optional.empty(),
                "left",
                Presets.of(Home.TINY),
                1,
                Optional.empty()));
        IntStream.range(0, audits).parallel().forEach(i -> {
            // spread as the ids of events are, which are hashes
            String audit = String.format(Locale.ROOT, "audit-%08x%024x", i * 0x9E3779B1, i);
            index.opened(audit);
            store.put(AuditKeys.request(audit), request, JSON);
            if (i >= open) {
                AuditEvent last = new AuditEvent(audit, AuditEvent.COMPLETED, "", 1, Map.of());
                store.put(AuditKeys.done(audit), AuditJson.bytes(last), JSON);
                index.done(audit, AuditStatus.COMPLETED);
            }
        });
    }

    private static int all(AuditIndex index) {
        String after = "";
        int seen = 0;
        List<AuditIndex.Entry> page;
        do {
            page = index.page(after, 1000);
            seen += page.size();
            after = page.isEmpty() ? after : page.get(page.size() - 1).auditId();
        } while (page.size() == 1000);
        return seen;
    }

    private static String rounds(Callable<Integer> work) {
        StringBuilder line = new StringBuilder();
        int entries = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            try {
                entries = work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            line.append(String.format(Locale.ROOT, "%6d", (System.nanoTime() - begin) / 1_000_000));
        }
        return line.append("   (").append(entries).append(" entries)").toString();
    }

    private static StoreAddress address(Map<String, String> settings) {
        return new StoreAddress(
                String.valueOf(settings.get("flipside.store.endpoint")),
                "us-east-1",
                String.valueOf(settings.get("flipside.store.access-key")),
                String.valueOf(settings.get("flipside.store.secret-key")),
                "flipside");
    }
}
