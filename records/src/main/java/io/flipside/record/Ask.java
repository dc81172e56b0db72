package io.flipside.record;

import io.flipside.caller.Caller;
import java.util.Optional;

/**
 * What somebody asked of an audit or a campaign.
 *
 * @param what {@code start}, {@code rerun}, {@code pause}, {@code resume}, {@code stop}, {@code budget}, {@code cancel};
 *     of a campaign also {@code add} and {@code drop}
 * @param who by the name of {@link Caller}
 * @param role of who asked, then
 * @param atMillis epoch milliseconds
 * @param campaign that started the audit, if one did
 */
public record Ask(String what, String who, String role, long atMillis, Optional<String> campaign) {}
