package io.flipside.guidance;

import io.flipside.cost.Operations;
import io.flipside.method.SearchInput;

/** Classifier guidance by the gradient of each frame by itself, from noise alone. */
public final class CgFrame extends Guidance {
    @Override
    public String name() {
        return "cg-frame";
    }

    @Override
    Guide guide(SearchInput input) {
        return new FrameGuide(input.classifier(), input.target());
    }

    // each frame there and back, and the clip once for its probability
    @Override
    Operations classified(Operations ofClip, long frames) {
        return ofClip.times(frames).plus(ofClip.forwardOnly());
    }
}
