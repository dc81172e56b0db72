package io.flipside.service;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;

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
     * @throws IllegalArgumentException saying what would be right
     */
    static EnumSet<Role> parse(String list) {
        if (list.equals("all")) {
            return EnumSet.allOf(Role.class);
        }
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : list.split(",", -1)) {
            roles.add(Arrays.stream(values())
                    .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "must be api, workflow, cpu, gpu, separated by commas, or all.")));
        }
        return roles;
    }
}
