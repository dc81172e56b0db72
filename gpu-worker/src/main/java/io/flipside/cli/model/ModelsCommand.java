package io.flipside.cli.model;

import picocli.CommandLine.Command;

/** {@code flipside models}: the library. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {
            "Models by name. Weights stay where they are; the library (FLIPSIDE_LIBRARY, else ./flipside-library)"
                    + " notes what they are. Names are taken wherever a folder of a model is."
        },
        subcommands = {
            ModelsAddCommand.class,
            ModelsListCommand.class,
            ModelsShowCommand.class,
            ModelsCheckCommand.class,
            ModelsRemoveCommand.class,
            ModelsPushCommand.class,
            ModelsFetchCommand.class
        },
        synopsisSubcommandLabel = "WHAT")
final class ModelsCommand {}
