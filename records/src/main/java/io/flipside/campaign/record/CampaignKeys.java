package io.flipside.campaign.record;

import java.util.Locale;

/** Where in the bucket a campaign keeps what. */
public final class CampaignKeys {
    /** Prefix of all campaigns. */
    public static final String CAMPAIGNS = "campaigns/";

    /** What the table of results is called. */
    public static final String TABLE = "results.csv";

    /** What the page of results is called. */
    public static final String PAGE = "campaign.html";

    /** What the answers to each question are called, in their order. */
    public static final String ANSWERS = "answers.json";

    /** What the findings are called. */
    public static final String FINDINGS = "findings.json";

    private CampaignKeys() {}

    /** The folder of a campaign, with its slash. */
    public static String folder(String campaign) {
        return CAMPAIGNS + campaign + "/";
    }

    /** The campaign as it was accepted. */
    static String campaign(String campaign) {
        return folder(campaign) + "campaign.json";
    }

    /** What people have asked of it since. */
    static String orders(String campaign) {
        return folder(campaign) + "orders.json";
    }

    /** Some rows of a part of its manifest. */
    static String chunk(String campaign, String part, int chunk) {
        return folder(campaign) + "parts/" + part + String.format(Locale.ROOT, "/%05d.json", chunk);
    }

    /** What came of a row. */
    static String row(String campaign, int row) {
        return folder(campaign) + String.format(Locale.ROOT, "rows/%07d.json", row);
    }

    /** How it ended. */
    static String progress(String campaign) {
        return folder(campaign) + "progress.json";
    }

    /** There when everything is done and told. */
    public static String done(String campaign) {
        return folder(campaign) + "done.json";
    }

    /** An event as it is told, the first time and again. */
    public static String event(String campaign, String type, String discriminator) {
        return folder(campaign) + "events/" + type + (discriminator.isEmpty() ? "" : "-" + discriminator) + ".json";
    }

    /** That an event was told. */
    public static String told(String campaign, String type, String discriminator) {
        return folder(campaign) + "told/" + type + (discriminator.isEmpty() ? "" : "-" + discriminator) + ".json";
    }

    /** A file of the results as they were when somebody asked, before the end. */
    public static String draft(String campaign, String name) {
        return folder(campaign) + "draft/" + name;
    }

    /** A file of the results. */
    public static String file(String campaign, String name) {
        return folder(campaign) + "result/" + name;
    }
}
