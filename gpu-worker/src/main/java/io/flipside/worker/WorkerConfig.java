package io.flipside.worker;

import io.flipside.UserError;
import io.flipside.settings.Values;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Precision;
import io.flipside.tensor.TorchDevice;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

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

    /** Where networks are computed: {@code cpu}, {@code cuda} or {@code cuda:N}; one that is not there is an error. */
    @WithDefault("cpu")
    @WithConverter(DeviceName.class)
    TorchDevice device();

    /** In which types generators are computed; other types, other bits. */
    Types precision();

    /** What an audit may take. */
    Limits limit();

    /** By network. */
    interface Types {
        /** Of the velocity network's products. */
        @WithDefault("float32")
        Precision transformer();

        /** Of the autoencoder's convolutions. */
        @WithDefault("float32")
        Precision vae();
    }

    /** A device by name. */
    final class DeviceName implements Converter<TorchDevice> {
        private static final long serialVersionUID = 1L;

        @Override
        public TorchDevice convert(String text) {
            try {
                return TorchDevice.named(text.strip());
            } catch (UserError e) {
                throw new IllegalArgumentException("must be cpu, cuda or cuda:N.", e);
            }
        }
    }

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
