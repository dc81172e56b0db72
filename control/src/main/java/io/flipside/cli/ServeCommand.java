package io.flipside.cli;

import io.flipside.api.Running;
import io.flipside.http.Listening;
import io.flipside.service.Umask;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs audits until it is stopped: takes requests over HTTP and from Kafka and works on them.",
            "",
            "Without configuration Temporal, S3 and Kafka are embedded and keep their data in --data. With "
                    + "FLIPSIDE_TEMPORAL_TARGET, FLIPSIDE_STORE_ENDPOINT, FLIPSIDE_STORE_ACCESS_KEY, "
                    + "FLIPSIDE_STORE_SECRET_KEY and FLIPSIDE_KAFKA_BOOTSTRAP_SERVERS the services named there are used "
                    + "(docs/service.md has every setting)."
        },
        footer = {"", "Example:", "  flipside serve --data ./flipside-data"})
final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "flipside-data",
            description = "Folder of the embedded services and of cached files. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("flipside-data");

    @Option(
            names = "--roles",
            paramLabel = "LIST",
            description = "What this process does: api, workflow, cpu, gpu, controller; all is every one but "
                    + "controller, which needs a cluster. Default: all.")
    private Optional<String> roles = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "HTTP port; 0 for a free one. Default: 8080. Where it listens is QUARKUS_HTTP_HOST, else 127.0.0.1.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File with the token that opens everything. Default: FLIPSIDE_HTTP_TOKEN_FILE, else the token in "
                            + "FLIPSIDE_HTTP_TOKEN. This, FLIPSIDE_HTTP_TOKENS_FILE or FLIPSIDE_OIDC_ISSUER is needed "
                            + "to listen where others can reach it.")
    private Optional<String> tokenFile = Optional.empty();

    @Option(names = "--insecure", description = "Listen where others can reach it without a token.")
    private boolean insecure;

    /** What its options set, for whoever reads settings: HTTP comes up before {@link #call}. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        roles.ifPresent(list -> settings.put("flipside.roles", list));
        port.ifPresent(number -> settings.put("quarkus.http.port", Integer.toString(number)));
        tokenFile.ifPresent(file -> settings.put("flipside.http.token-file", file));
        if (insecure) {
            settings.put("flipside.http.insecure", "true");
        }
        return settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Running running = Arc.container().instance(Running.class).get();
        Listening listening = Arc.container().instance(Listening.class).get();
        Umask.ownerOnly();
        Services services = Services.start(data);
        running.set(services.service(), services);
        services.service().replaced().thenRun(Quarkus::asyncExit);
        services.embedded().ifPresent(embedded -> embedded.settings().forEach((name, value) -> {
            if (!name.contains("key")) {
                out.printf("%s = %s%n", name, value);
            }
        }));
        ConfigProvider.getConfig()
                .getOptionalValue("quarkus.http.port", Integer.class)
                .ifPresent(number -> out.printf("%s/api/audits%n", listening.address(number)));
        out.println("Ready. Stop with Ctrl-C.");
        out.flush();
        Quarkus.waitForExit();
        return 0;
    }
}
