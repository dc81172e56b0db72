package io.flipside.desk;

import io.flipside.UserError;
import io.flipside.caller.Caller;
import io.flipside.record.Ask;
import io.flipside.record.Asks;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one caller asks of what was started: only of what they may, and noted before it is done, so that the record of an
 * audit that ends by it has it.
 *
 * @param asks where it is noted
 * @param caller who asks
 */
record Steering(Asks asks, Caller caller) {
    /** Notes who starts something. */
    void began(String folder, String what) {
        asks.began(folder, what, caller, Optional.empty());
    }

    /** Whether the caller may steer it. */
    boolean may(String folder) {
        return caller.maySteer(asks.starter(folder).map(Ask::who).orElse(""));
    }

    /**
     * Does what is asked.
     *
     * @param kind of what is asked of, for people
     * @throws NotYours if the caller may not
     */
    <T> T steer(String kind, String id, String folder, String what, Supplier<T> act) {
        if (!may(folder)) {
            throw new NotYours(kind, id, caller);
        }
        Runnable back = asks.note(folder, what, caller);
        try {
            return act.get();
        } catch (UserError e) {
            back.run();
            throw e;
        }
    }
}
