package io.flipside.caller;

/**
 * Who calls.
 *
 * @param name begins with the kind of caller, so that no two kinds have a name in common: {@code token:alice}, {@code
 *     oidc:SUBJECT}, {@code kafka:TOPIC}, {@code kubernetes:NAMESPACE/NAME}; {@code local} is whoever is on the machine
 * @param role of it
 */
public record Caller(String name, CallerRole role) {
    /** Characters of a name at most. */
    public static final int MOST_NAME = 400;

    /** Whoever calls a service that asks nobody who they are. */
    public static final Caller LOCAL = new Caller("local", CallerRole.OPERATOR);

    /** The service itself. */
    public static final Caller SERVICE = new Caller("service", CallerRole.OPERATOR);

    public Caller {
        if (name.isBlank() || name.length() > MOST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a caller's name has 1 to " + MOST_NAME + " characters, none of them a control character");
        }
    }

    /** Whether this caller may steer what another started. */
    public boolean maySteer(String starter) {
        return role == CallerRole.OPERATOR || role == CallerRole.AUDITOR && name.equals(starter);
    }
}
