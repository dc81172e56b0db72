package io.flipside.worker;

import io.flipside.UserError;
import io.flipside.search.SearchSettings;
import io.flipside.service.ServiceSettings;
import org.eclipse.microprofile.config.Config;

/** How much memory a worker gives to gradient graphs; beyond it their parts are computed again, to the same bits. */
public final class GraphBudget {
    private static final String SETTING = "flipside.graph-budget";
    private static final int MIB = 20;

    private GraphBudget() {}

    /**
     * As set in MiB, else 4 GiB.
     *
     * @throws UserError if the setting is no whole number of 0 or more
     */
    public static long bytes(Config config) {
        return ServiceSettings.text(config, SETTING)
                .map(GraphBudget::bytes)
                .orElse(SearchSettings.DEFAULT_GRAPH_BUDGET);
    }

    private static long bytes(String mib) {
        if (mib.matches("[0-9]{1,9}")) {
            return Long.parseLong(mib) << MIB;
        }
        throw new UserError("setting '" + SETTING + "' is '" + mib + "'; it must be a whole number of MiB.");
    }
}
