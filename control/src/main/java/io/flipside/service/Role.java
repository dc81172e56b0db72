package io.flipside.service;

import io.flipside.UserError;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a process does. */
public enum Role {
    /** Takes requests, over HTTP and from Kafka. */
    API,
    /** Runs workflow code. */
    WORKFLOW,
    /** Runs the steps without a model. */
    CPU,
    /** Runs the steps with a model, one at a time. */
    GPU;

    /**
     * Reads a list such as {@code api,workflow}; {@code all} is every role.
     *
     * @throws UserError naming what is not a role
     */
    public static Set<Role> parse(String list) {
        if (list.isBlank() || list.equals("all")) {
            return EnumSet.allOf(Role.class);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : list.split(",", -1)) {
            roles.add(Arrays.stream(values())
                    .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new UserError(
                            "'" + name.strip() + "' is no role. Roles are api, workflow, cpu, gpu, or all.")));
        }
        return roles;
    }
}
