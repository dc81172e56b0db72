package io.flipside.cli;

import picocli.CommandLine.Command;

/** {@code flipside campaign}. */
@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Many audits as one request on a running service.",
        subcommands = {
            CampaignSubmitCommand.class,
            CampaignCommands.ListAll.class,
            CampaignCommands.Show.class,
            CampaignCommands.Pause.class,
            CampaignCommands.Resume.class,
            CampaignCommands.Cancel.class,
            CampaignCommands.Add.class,
            CampaignCommands.Drop.class,
            CampaignCommands.Results.class,
            CampaignFindingsCommand.class
        })
final class CampaignCommand {}
