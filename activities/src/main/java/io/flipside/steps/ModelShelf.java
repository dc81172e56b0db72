package io.flipside.steps;

import io.flipside.WorkerTrouble;
import io.flipside.metric.MetricWeights;
import java.nio.file.Path;
import java.util.List;

/** The models of a worker. Requests name models, never paths. */
public interface ModelShelf {
    /**
     * Folder of a classifier.
     *
     * @throws WorkerTrouble if there is no such classifier here; another worker may have it
     */
    Path classifier(String name);

    /**
     * Folder of a generator.
     *
     * @throws WorkerTrouble if there is no such generator here; another worker may have it
     */
    Path generator(String name);

    /** Names of the classifiers there are. */
    List<String> classifiers();

    /**
     * Whether the operator has put an adapter of this content here, so that the limits in its file count. One that came
     * with a request says of itself what it likes.
     */
    boolean hasAdapter(String sha256);

    /** The public weights of metrics' networks that the operator has registered here. */
    MetricWeights metricWeights();
}
