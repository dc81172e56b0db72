package io.flipside.guidance;

import io.flipside.method.SearchInput;

/** Classifier guidance by the gradient of the whole clip, from noise alone. */
public final class CgVideo extends Guidance {
    @Override
    public String name() {
        return "cg-video";
    }

    @Override
    Guide guide(SearchInput input) {
        return new ClipGuide(input.classifier(), input.target());
    }
}
