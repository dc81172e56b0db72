package io.flipside.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.file.LocalPath;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flipside submit}. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts an audit on a running service and prints its id.",
        footer = {"", "Example:", "  flipside submit clip.mp4 --target left"})
final class SubmitCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "CLIP", description = "Video file: any common container and codec.")
    private String clip = "";

    @Option(names = "--target", required = true, paramLabel = "CLASS", description = "The class to search for.")
    private String target = "";

    @Option(
            names = "--classifier",
            defaultValue = Home.TINY,
            paramLabel = "NAME",
            description = "Classifier under audit, by its name on the workers. Default: ${DEFAULT-VALUE}.")
    private String classifier = Home.TINY;

    @Option(
            names = "--generator",
            defaultValue = Home.TINY,
            paramLabel = "NAME",
            description = "Image-to-video model, by its name on the workers. Default: ${DEFAULT-VALUE}.")
    private String generator = Home.TINY;

    @Option(
            names = "--adapter",
            paramLabel = "FILE",
            description = "LoRA adapter (safetensors) for the generator's transformer.")
    private Optional<Path> adapter = Optional.empty();

    @Option(names = "--anyway", description = "Go on with a clip that the generator does not know; the record says so.")
    private boolean anyway;

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private Api api = new Api();

    @Override
    public Integer call() {
        ObjectNode request = Api.mapper().createObjectNode();
        request.set("clip", api.upload(LocalPath.of(clip)));
        request.put("targetClass", target).put("classifier", classifier).put("generator", generator);
        request.put("seed", search.seed());
        request.set("search", Api.mapper().valueToTree(search.plan()));
        if (anyway) {
            request.putObject("policies").put("anyway", true);
        }
        adapter.ifPresent(file -> request.set("adapter", api.upload(file)));
        String id = api.post("/api/audits", request.toString()).path("auditId").asText();
        spec.commandLine().getOut().println(id);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
