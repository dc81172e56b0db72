package io.flipside.worker;

import io.flipside.settings.Values;
import io.flipside.tensor.Holding;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of workers that run steps. */
@ConfigMapping(prefix = "flipside")
public interface WorkerConfig {
    /** Steps without a model at once; by default as many as the heap has room for. */
    @WithConverter(Tasks.class)
    Optional<Long> cpuTasks();

    /** MiB for gradient graphs; beyond it their parts are computed again, to the same bits. */
    @WithDefault("4096")
    @WithConverter(Mebibytes.class)
    long graphBudget();

    /** How generators hold their large layers; the result is the same. */
    @WithDefault("stored")
    Holding weights();

    /** What an audit may take. */
    Limits limit();

    /** What an audit may take at most; what is over it is refused before models are loaded. */
    interface Limits {
        /** MiB at the peak. */
        @WithConverter(Most.class)
        Optional<Long> memory();

        /** TFLOP of the whole search. */
        @WithConverter(Most.class)
        Optional<Long> operations();

        /** Of the search, where {@code flipside doctor --calibrate} has measured how fast this machine is. */
        @WithConverter(Most.class)
        Optional<Long> hours();
    }

    /** Up to 9999. */
    final class Tasks extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Tasks() {
            super(1, 9999);
        }
    }

    /** Up to a petabyte. */
    final class Mebibytes extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Mebibytes() {
            super(0, 999_999_999);
        }
    }

    /** Up to a thousand million, whatever it is of. */
    final class Most extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Most() {
            super(1, 999_999_999);
        }
    }
}
