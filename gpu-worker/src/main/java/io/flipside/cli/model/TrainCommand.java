package io.flipside.cli.model;

import picocli.CommandLine.Command;

/** {@code flipside train}: a group of commands, one a network or part of one. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains an adapter of a generator on your own clips, or small networks from scratch: on Shape-Moving, or on",
            "your own clips.",
            "Stop it at any time: the same words go on where it stopped."
        },
        subcommands = {
            TrainAdapterCommand.class,
            TrainVaeCommand.class,
            TrainDecoderCommand.class,
            TrainGeneratorCommand.class,
            TrainClassifierCommand.class
        },
        synopsisSubcommandLabel = "WHAT")
final class TrainCommand {}
