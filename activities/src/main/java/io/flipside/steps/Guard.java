package io.flipside.steps;

import io.flipside.UserError;
import io.flipside.audit.step.Refusal;
import io.flipside.store.ArtifactCorrupt;
import io.flipside.store.ArtifactMissing;
import io.flipside.store.StoreRefused;
import java.util.function.Supplier;

/** Tells what is wrong with the request from what is wrong with a machine. */
final class Guard {
    private Guard() {}

    /**
     * Turns bad input into a refusal with this code; everything else goes on as it is, to be tried again. For work on
     * what the request gave, such as its clip; a worker's own settings are none of the request's fault.
     */
    static <T> T refusing(String code, Supplier<T> work) {
        try {
            return work.get();
        } catch (ArtifactMissing e) {
            throw new Refusal(code + "-missing", String.valueOf(e.getMessage()));
        } catch (ArtifactCorrupt e) {
            throw new Refusal(code + "-corrupt", String.valueOf(e.getMessage()));
        } catch (StoreRefused e) {
            throw e;
        } catch (UserError e) {
            throw new Refusal(code, String.valueOf(e.getMessage()));
        }
    }
}
