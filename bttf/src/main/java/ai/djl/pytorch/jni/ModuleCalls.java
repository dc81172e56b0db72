package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls any method of a TorchScript module with the autograd graph recorded. DJL's public calls run named methods in
 * inference mode only, and the native entry point that does not is visible to this package alone.
 */
public final class ModuleCalls {
    // libtorch keeps this switch per thread. With it on, the first calls run unfused and later ones fused, so the same
    // update would give other bits in a process that has just started than in one that has run for a while.
    private static final ThreadLocal<Boolean> PLAIN_EXECUTOR = ThreadLocal.withInitial(() -> {
        JniUtils.setGraphExecutorOptimize(false);
        return true;
    });

    private ModuleCalls() {}

    /**
     * Runs a method and attaches its tensors to a manager.
     *
     * @param module the loaded archive
     * @param method its method's name
     * @param manager owner of the results
     * @param arguments {@code PtNDArray}, {@code PtNDArray[]}, {@code Long}, {@code Double}, {@code Boolean} or
     *     {@code long[]}, in the order of the method's declaration
     * @return one tensor, or the tensors of the returned tuple or list
     */
    public static PtNDArray[] run(PtSymbolBlock module, String method, PtNDManager manager, Object... arguments) {
        return answer(module, method, manager, arguments).tensors();
    }

    /**
     * What a method returned.
     *
     * @param kind its TorchScript type, such as {@code Tensor} or {@code Dict(str, Tensor)}
     * @param tensors one tensor, or those of a tuple or list; none of anything else
     * @param named the tensors of a dictionary by their keys; empty for anything else
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from one call to the next, never compared
    public record Answer(String kind, PtNDArray[] tensors, Map<String, PtNDArray> named) {}

    /** As {@link #run}, for a method that may return anything. */
    public static Answer answer(PtSymbolBlock module, String method, PtNDManager manager, Object... arguments) {
        PLAIN_EXECUTOR.get();
        IValue[] values = new IValue[arguments.length];
        long[] handles = new long[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                values[i] = value(arguments[i]);
                handles[i] = values[i].getHandle();
            }
            long result = PyTorchLibrary.LIB.moduleRunMethod(module.getHandle(), method, handles, true, false);
            try (IValue answer = new IValue(result)) {
                return new Answer(answer.getType(), tensors(answer, manager), named(answer, manager));
            }
        } finally {
            for (IValue value : values) {
                if (value != null) {
                    value.close();
                }
            }
        }
    }

    private static PtNDArray[] tensors(IValue answer, PtNDManager manager) {
        if (answer.isTensor()) {
            return new PtNDArray[] {answer.toTensor(manager)};
        } else if (answer.isTensorList()) {
            return answer.toTensorArray(manager);
        } else if (!answer.isTuple()) {
            return new PtNDArray[0];
        }
        List<PtNDArray> result = new ArrayList<>();
        for (IValue part : answer.toIValueTuple()) {
            try (part) {
                if (part.isTensor()) {
                    result.add(part.toTensor(manager));
                }
            }
        }
        return result.toArray(new PtNDArray[0]);
    }

    private static Map<String, PtNDArray> named(IValue answer, PtNDManager manager) {
        Map<String, PtNDArray> result = new TreeMap<>();
        if (answer.isMap() && answer.getType().startsWith("Dict(str,")) {
            answer.toIValueMap().forEach((key, value) -> {
                try (value) {
                    if (value.isTensor()) {
                        result.put(key, value.toTensor(manager));
                    }
                }
            });
        }
        return result;
    }

    private static IValue value(Object argument) {
        if (argument instanceof PtNDArray array) {
            return IValue.from(array);
        } else if (argument instanceof PtNDArray[] list) {
            return IValue.listFrom(list);
        } else if (argument instanceof Long number) {
            return IValue.from(number.longValue());
        } else if (argument instanceof Double number) {
            return IValue.from(number.doubleValue());
        } else if (argument instanceof Boolean flag) {
            return IValue.from(flag.booleanValue());
        } else if (argument instanceof long[] list) {
            return IValue.listFrom(list);
        }
        throw new IllegalArgumentException("not an argument of a TorchScript method: " + argument.getClass());
    }
}
