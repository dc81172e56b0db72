package io.flipside.conformance;

import io.flipside.classifier.VideoSwin;
import io.flipside.classifier.VideoSwinConfig;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Vjp;
import java.util.List;

/** Logits and their gradient with respect to the clip. */
final class VideoSwinCase implements GoldenCase {
    @Override
    public String kind() {
        return "video-swin";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        VideoSwin network = new VideoSwin(folder.weights(), VideoSwinConfig.of(folder.config()));
        try (Pullback pullback = Vjp.segment(network::logits).forward(folder.tensor("clip"))) {
            return List.of(
                    Comparison.of("logits", pullback.value(), folder.tensor("logits"), Comparison.OUTPUT),
                    Comparison.of(
                            "clip_gradient",
                            pullback.pull(folder.tensor("upstream")),
                            folder.tensor("clip_gradient"),
                            Comparison.GRADIENT));
        }
    }
}
