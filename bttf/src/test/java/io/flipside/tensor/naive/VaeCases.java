package io.flipside.tensor.naive;

import java.util.List;

/** Layers of the VAE. */
final class VaeCases extends Cases {
    VaeCases(Cases before) {
        super(before);
    }

    void vae() {
        add(
                "rms_channels",
                "odd sizes",
                a -> NaiveVae.rmsChannels(a.tensor(0), a.tensor(1)),
                drawn.normal(2, 5, 3, 1),
                drawn.gain(5, 1, 1, 1));
        add(
                "rms_channels",
                "a black pixel stays finite",
                a -> NaiveVae.rmsChannels(a.tensor(0), a.tensor(1)),
                drawn.normal(1, 3, 1, 1).map(v -> 0).given(),
                drawn.gain(3, 1, 1));
        for (boolean stacked : new boolean[] {false, true}) {
            for (int frames : new int[] {1, 2, 4}) {
                add(
                        "causal_conv",
                        frames + " frames of two clips" + (stacked ? ", stacked" : ""),
                        a -> NaiveVae.causalConv(a.tensor(0), a.tensor(1), a.tensor(2), a.count(3)),
                        drawn.normal(frames * 2, 3, 3, 4),
                        drawn.small(2, 3, 3, 3, 3),
                        drawn.small(2),
                        2,
                        stacked);
            }
            add(
                    "vae_residual",
                    "with a shortcut" + (stacked ? ", stacked" : ""),
                    a -> NaiveVae.residual(a.tensor(0), a.list(1), a.count(2)),
                    drawn.normal(3, 2, 3, 3),
                    List.of(
                            drawn.gain(2, 1, 1, 1),
                            drawn.small(3, 2, 3, 3, 3),
                            drawn.small(3),
                            drawn.gain(3, 1, 1, 1),
                            drawn.small(3, 3, 3, 3, 3),
                            drawn.small(3),
                            drawn.small(3, 2, 1, 1, 1),
                            drawn.small(3)),
                    1,
                    stacked);
            add(
                    "vae_head",
                    "two clips" + (stacked ? ", stacked" : ""),
                    a -> NaiveVae.head(a.tensor(0), a.tensor(1), a.tensor(2), a.tensor(3), a.count(4)),
                    drawn.normal(4, 2, 3, 3),
                    drawn.gain(2, 1, 1, 1),
                    drawn.small(3, 2, 3, 3, 3),
                    drawn.small(3),
                    2,
                    stacked);
        }
        add(
                "vae_residual",
                "as wide as before",
                a -> NaiveVae.residual(a.tensor(0), a.list(1), a.count(2)),
                drawn.normal(4, 2, 2, 3),
                List.of(
                        drawn.gain(2, 1, 1, 1),
                        drawn.small(2, 2, 3, 3, 3),
                        drawn.small(2),
                        drawn.gain(2, 1, 1, 1),
                        drawn.small(2, 2, 3, 3, 3),
                        drawn.small(2)),
                2,
                true);
        add(
                "vae_attention",
                "inside each frame",
                a -> NaiveVae.attentionOfFrames(
                        a.tensor(0), a.tensor(1), a.tensor(2), a.tensor(3), a.tensor(4), a.tensor(5)),
                drawn.normal(2, 4, 2, 3),
                drawn.gain(4, 1, 1),
                drawn.small(12, 4, 1, 1),
                drawn.small(12),
                drawn.small(4, 4, 1, 1),
                drawn.small(4));
        for (int side : new int[] {4, 5}) {
            add(
                    "vae_down",
                    side + " rows",
                    a -> NaiveVae.down(a.tensor(0), a.tensor(1), a.tensor(2)),
                    drawn.normal(2, 3, side, 6),
                    drawn.small(3, 3, 3, 3),
                    drawn.small(3));
        }
        add(
                "vae_up",
                "odd sizes",
                a -> NaiveVae.up(a.tensor(0), a.tensor(1), a.tensor(2)),
                drawn.normal(2, 4, 3, 2),
                drawn.small(2, 4, 3, 3),
                drawn.small(2));
        for (int frames : new int[] {1, 3, 5}) {
            String edge = frames + " frames of two clips";
            add(
                    "vae_down_time",
                    edge,
                    a -> NaiveVae.downTime(a.tensor(0), a.tensor(1), a.tensor(2), a.count(3)),
                    drawn.normal(frames * 2, 3, 2, 2),
                    drawn.small(3, 3, 3, 1, 1),
                    drawn.small(3),
                    2);
            add(
                    "vae_up_time",
                    edge,
                    a -> NaiveVae.upTime(a.tensor(0), a.tensor(1), a.tensor(2), a.count(3)),
                    drawn.normal(frames * 2, 3, 2, 2),
                    drawn.small(6, 3, 3, 1, 1),
                    drawn.small(6),
                    2);
        }
    }
}
