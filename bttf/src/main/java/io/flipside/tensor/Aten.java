package io.flipside.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ModuleCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The operators and blocks that DJL does not bind, from {@code aten.ts}, with autograd. Results belong to the manager of
 * the first argument. The archive is loaded once and lives as long as the process.
 */
public final class Aten {
    private static final class Holder {
        static final PtSymbolBlock OPS = load();

        private static PtSymbolBlock load() {
            NDManager system = Engine.getEngine("PyTorch").newBaseManager();
            try {
                return JniUtils.loadModule((PtNDManager) system, AtenArchive.open(), false, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Aten() {}

    /**
     * Runs a method of {@code aten.ts} that returns one tensor.
     *
     * @param method its name
     * @param first the first argument; its manager owns the result
     * @param rest {@link NDArray}, {@code List<NDArray>}, {@link NDList}, int, long, double, boolean or {@code long[]}
     */
    public static NDArray call(String method, NDArray first, Object... rest) {
        return callAll(method, first, rest)[0];
    }

    /** As {@link #call}, for a method that returns a tuple or list. */
    public static NDArray[] callAll(String method, NDArray first, Object... rest) {
        Object[] arguments = new Object[rest.length + 1];
        arguments[0] = first;
        for (int i = 0; i < rest.length; i++) {
            arguments[i + 1] = argument(rest[i]);
        }
        return told((PtNDManager) first.getManager(), method, arguments);
    }

    /** As {@link #callAll}, for a method whose first argument is a list: the owner of the results is given. */
    public static NDArray[] run(NDManager owner, String method, Object... arguments) {
        Object[] converted = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            converted[i] = argument(arguments[i]);
        }
        return told((PtNDManager) owner, method, converted);
    }

    private static NDArray[] told(PtNDManager owner, String method, Object[] arguments) {
        TorchThreads.apply();
        return ModuleCalls.run(Holder.OPS, method, owner, arguments);
    }

    private static Object argument(Object value) {
        if (value instanceof NDList list) {
            return list.toArray(new PtNDArray[0]);
        } else if (value instanceof List<?> list) {
            return list.toArray(new PtNDArray[0]);
        } else if (value instanceof Integer number) {
            return number.longValue();
        }
        return value;
    }
}
