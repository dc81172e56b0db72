package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.cli.LocalClassifier;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.Preprocess;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.tensor.TorchDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Classifies clips on this machine's processor, one at a time. */
public final class LocalClips implements LocalClassifier {
    @Override
    public Called call(Path classifier, Path generator, List<Path> clips, IntConsumer done) {
        Preprocess preprocess = Models.preprocess(generator);
        try (NDManager manager = TorchDevice.CPU.manager()) {
            VideoClassifier loaded = ClassifierFolder.load(classifier, manager).classifier();
            List<String> labels = new ArrayList<>();
            for (Path clip : clips) {
                labels.add(Prediction.of(loaded, preprocess.read(clip, ClipLimits.DEFAULT), manager)
                        .label());
                done.accept(labels.size());
            }
            return new Called(loaded.classes(), labels);
        }
    }
}
