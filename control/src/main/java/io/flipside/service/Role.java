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
    GPU,
    /** Turns audits that are objects of a Kubernetes cluster into audits, and tells in them how those stand. */
    CONTROLLER;

    /** All that audits need: every role but the one that needs a cluster. */
    public static EnumSet<Role> all() {
        return EnumSet.complementOf(EnumSet.of(CONTROLLER));
    }

    /**
     * Reads a list such as {@code api,workflow}; {@code all} in it is {@link #all}.
     *
     * @throws IllegalArgumentException saying what would be right
     */
    static EnumSet<Role> parse(String list) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : list.split(",", -1)) {
            if (name.strip().equals("all")) {
                roles.addAll(all());
                continue;
            }
            roles.add(Arrays.stream(values())
                    .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "must be api, workflow, cpu, gpu, controller or all, separated by commas.")));
        }
        return roles;
    }
}
