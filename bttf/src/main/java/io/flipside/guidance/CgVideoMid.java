package io.flipside.guidance;

import io.flipside.method.MethodPlan;
import io.flipside.method.SearchInput;

/** Classifier guidance by the gradient of the whole clip, from the given clip's latent with noise. */
public final class CgVideoMid extends Guidance {
    @Override
    public String name() {
        return "cg-video-mid";
    }

    @Override
    public GuidanceSettings settings(MethodPlan plan) {
        return GuidanceSettings.of(
                plan,
                plan.number(
                        "settings.start", level -> level > 0 && level < 1, "a noise level, more than 0, less than 1"));
    }

    @Override
    Guide guide(SearchInput input) {
        return new ClipGuide(input.classifier(), input.target());
    }
}
