package io.flipside.domain;

import io.flipside.frames.ChannelMedians;
import io.flipside.frames.RgbFrames;
import java.util.Optional;

/**
 * The thing of a clip's first frame, cut out and moved over a bare ground as what stands out most in another clip moves: what
 * a person would say that the other clip shows, without anything else that is in it.
 */
final class Reenactment {
    private final RgbFrames original;
    private final int[] ground;
    private final Thing thing;
    private final float least;

    private Reenactment(RgbFrames original, Thing thing, float least) {
        this.original = original;
        this.ground = ChannelMedians.of(original.frame(0));
        this.thing = thing;
        this.least = least;
    }

    /**
     * Of a counterfactual. A frame in which nothing stands out half as much as the thing did shows the bare ground.
     *
     * @param original whose first frame has the thing
     * @param counterfactual that says how it moves, of the same size
     * @return as many frames as the counterfactual has; empty if the first frame does not show one thing alone
     */
    static Optional<RgbFrames> of(RgbFrames original, RgbFrames counterfactual) {
        Foreground first = Foreground.of(original, 0);
        return Thing.of(first, 0).filter(Thing::isAlone).map(thing -> new Reenactment(original, thing, first.most() / 2)
                .following(counterfactual));
    }

    private RgbFrames following(RgbFrames counterfactual) {
        RgbFrames.Builder frames = RgbFrames.builder(original.height(), original.width());
        for (int f = 0; f < counterfactual.count(); f++) {
            frames.add(Thing.of(Foreground.of(counterfactual, f), least)
                    .map(now -> moved(now.x() - thing.x(), now.y() - thing.y()))
                    .orElseGet(this::bare));
        }
        return frames.build();
    }

    private byte[] bare() {
        byte[] rgb = new byte[original.height() * original.width() * RgbFrames.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) ground[i % RgbFrames.CHANNELS];
        }
        return rgb;
    }

    private byte[] moved(double columns, double rows) {
        byte[] rgb = bare();
        for (int row = 0; row < original.height(); row++) {
            for (int column = 0; column < original.width(); column++) {
                for (int channel = 0; channel < RgbFrames.CHANNELS; channel++) {
                    int at = (row * original.width() + column) * RgbFrames.CHANNELS + channel;
                    rgb[at] = (byte) Math.round(ground[channel] + differs(row - rows, column - columns, channel));
                }
            }
        }
        return rgb;
    }

    /** How the first frame differs from its ground between four pixels, linear between them and 0 beyond the picture. */
    private double differs(double row, double column, int channel) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        double down = row - top;
        double right = column - left;
        return (1 - down) * ((1 - right) * at(top, left, channel) + right * at(top, left + 1, channel))
                + down * ((1 - right) * at(top + 1, left, channel) + right * at(top + 1, left + 1, channel));
    }

    private double at(int row, int column, int channel) {
        boolean inside = row >= 0 && column >= 0 && row < original.height() && column < original.width();
        return inside ? original.sample(0, row, column, channel) - ground[channel] : 0;
    }
}
