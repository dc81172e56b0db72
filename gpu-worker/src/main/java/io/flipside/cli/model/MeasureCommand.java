package io.flipside.cli.model;

import picocli.CommandLine.Command;

/** {@code flipside measure}: the commands behind the tables in docs. */
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = "Measures what docs/measured.md claims, on this machine.",
        subcommands = {
            MeasureFlipsCommand.class,
            MeasureFindingsCommand.class,
            MeasureShortcutsCommand.class,
            MeasureUpdatesCommand.class,
            MeasurePoliciesCommand.class,
            MeasureMethodsCommand.class,
            MeasureAblationsCommand.class,
            MeasureRobustnessCommand.class,
            MeasureSemanticsCommand.class,
            MeasureIdentityCommand.class,
            MeasureModelsCommand.class,
            MeasureDomainCommand.class,
            MeasureOverheadCommand.class,
            MeasureListCommand.class,
            MeasureGeneratorCommand.class
        },
        synopsisSubcommandLabel = "WHAT")
final class MeasureCommand {}
