package io.flipside.telemetry;

import io.flipside.meters.Meter;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** Around every step: counts those that this process is at. May be used by many threads. */
public final class StepsInFlight extends WorkerInterceptorBase {
    /** Listeners hear of numbers in the order in which they are so. */
    private final Object order = new Object();

    private final Map<String, Integer> byQueue = new ConcurrentHashMap<>();
    private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();

    /** Of a queue. */
    public int of(String queue) {
        return byQueue.getOrDefault(queue, 0);
    }

    /** By queue; of those that had any. */
    public Map<String, Integer> all() {
        return new TreeMap<>(byQueue);
    }

    /** Tells whoever wants to know the number of all of them, now and whenever it changes. */
    public void listen(IntConsumer listener) {
        synchronized (order) {
            listeners.add(listener);
            listener.accept(sum());
        }
    }

    private int sum() {
        return byQueue.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void add(String queue, int change) {
        synchronized (order) {
            if (!byQueue.containsKey(queue)) {
                Meter.STEPS_IN_FLIGHT.gauge(this, steps -> steps.of(queue), queue);
            }
            byQueue.merge(queue, change, Integer::sum);
            int all = sum();
            listeners.forEach(listener -> listener.accept(all));
        }
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            private String queue = "";

            @Override
            public void init(ActivityExecutionContext context) {
                queue = context.getInfo().getActivityTaskQueue();
                super.init(context);
            }

            @Override
            public ActivityOutput execute(ActivityInput input) {
                add(queue, 1);
                try {
                    return super.execute(input);
                } finally {
                    add(queue, -1);
                }
            }
        };
    }
}
