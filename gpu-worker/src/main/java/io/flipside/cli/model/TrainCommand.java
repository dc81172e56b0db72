package io.flipside.cli.model;

import picocli.CommandLine.Command;

/** {@code flipside train}: a group of commands, one a network. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains the small networks that Flipside ships, from scratch, on rendered Shape-Moving clips.",
            "Stop it at any time: the same words go on where it stopped."
        },
        subcommands = {TrainVaeCommand.class, TrainGeneratorCommand.class, TrainClassifierCommand.class},
        synopsisSubcommandLabel = "NETWORK")
final class TrainCommand {}
