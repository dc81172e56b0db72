package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.Plain.each;

import java.util.ArrayList;
import java.util.List;

/** Blocks of the transformer and of its encoders. */
final class WanCases extends Cases {
    WanCases(Cases before) {
        super(before);
    }

    void wan() {
        add(
                "rotate",
                "angles of each token",
                a -> NaiveWan.rotate(a.tensor(0), a.tensor(1), a.tensor(2)),
                drawn.normal(2, 2, 3, 6),
                drawn.normal(1, 1, 3, 3),
                drawn.normal(1, 1, 3, 3));
        add("heads", "three", a -> NaiveLayers.heads(a.tensor(0), a.count(1)), drawn.normal(2, 5, 6), 3);
        add("join", "three", a -> NaiveLayers.join(a.tensor(0)), drawn.normal(2, 3, 5, 2));
        add(
                "modulated",
                "by sample",
                a -> NaiveWan.modulated(a.tensor(0), a.tensor(1), a.tensor(2), a.number(3)),
                drawn.normal(2, 3, 5),
                drawn.normal(2, 1, 5),
                drawn.normal(2, 1, 5),
                1e-6);
        for (int tokens : new int[] {1, 5}) {
            add(
                    "wan_self_attention",
                    tokens + " tokens",
                    a -> NaiveWan.selfAttention(
                            a.tensor(0),
                            a.tensor(1).plus(a.tensor(2)),
                            a.list(3),
                            a.tensor(4),
                            a.tensor(5),
                            a.count(6),
                            a.number(7)),
                    drawn.normal(2, tokens, 8),
                    drawn.small(2, 6, 8),
                    drawn.small(1, 6, 8),
                    weights(8, 8, 8, 8, -1, -1, 8),
                    drawn.normal(1, 1, tokens, 2),
                    drawn.normal(1, 1, tokens, 2),
                    2,
                    1e-6);
        }
        add(
                "wan_cross_keys",
                "of a text",
                a -> NaiveLayers.heads(
                        NaiveLayers.rmsNorm(
                                NaiveLayers.linear(a.tensor(0), a.tensor(1), a.tensor(2)), a.tensor(3), a.number(5)),
                        a.count(4)),
                drawn.normal(2, 3, 5),
                drawn.small(6, 5),
                drawn.small(6),
                drawn.gain(6),
                2,
                1e-6);
        add(
                "wan_cross_values",
                "of a text",
                a -> NaiveLayers.heads(NaiveLayers.linear(a.tensor(0), a.tensor(1), a.tensor(2)), a.count(3)),
                drawn.normal(2, 3, 5),
                drawn.small(6, 5),
                drawn.small(6),
                2);
        for (boolean image : new boolean[] {false, true}) {
            List<Plain> kv = new ArrayList<>(List.of(drawn.normal(2, 2, 5, 3), drawn.normal(2, 2, 5, 3)));
            if (image) {
                kv.add(drawn.normal(2, 2, 1, 3));
                kv.add(drawn.normal(2, 2, 1, 3));
            }
            add(
                    "wan_cross_attention",
                    image ? "text and image" : "text alone",
                    a -> NaiveWan.crossAttention(a.tensor(0), a.list(1), a.list(2), a.count(3), a.number(4)),
                    drawn.normal(2, 4, 6),
                    List.of(
                            drawn.gain(6),
                            drawn.small(6),
                            drawn.small(6, 6),
                            drawn.small(6),
                            drawn.gain(6),
                            drawn.small(6, 6),
                            drawn.small(6)),
                    kv,
                    2,
                    1e-6);
        }
        add(
                "wan_feed_forward",
                "wider inside",
                a -> NaiveWan.feedForward(a.tensor(0), a.tensor(1).plus(a.tensor(2)), a.list(3), a.number(4)),
                drawn.normal(2, 3, 5),
                drawn.small(2, 6, 5),
                drawn.small(1, 6, 5),
                List.of(drawn.small(7, 5), drawn.small(7), drawn.small(5, 7), drawn.small(5)),
                1e-6);
        add(
                "wan_head",
                "shift and scale of two",
                a -> {
                    Plain e = a.tensor(1).plus(a.tensor(2));
                    return NaiveLayers.linear(
                            NaiveWan.modulated(a.tensor(0), e.slice(1, 0), e.slice(1, 1), a.number(5)),
                            a.tensor(3),
                            a.tensor(4));
                },
                drawn.normal(2, 3, 5),
                drawn.small(2, 2, 5),
                drawn.small(1, 2, 5),
                drawn.small(4, 5),
                drawn.small(4),
                1e-6);
    }

    /** Pairs of a square matrix and a bias, each of its width; -1 is a norm's gain of the first width. */
    private List<Plain> weights(int... widths) {
        List<Plain> result = new ArrayList<>();
        int width = widths[0];
        for (int i = 1; i < widths.length; i++) {
            if (widths[i] < 0) {
                result.add(drawn.gain(width));
            } else {
                result.add(drawn.small(widths[i], width));
                result.add(drawn.small(widths[i]));
            }
        }
        return result;
    }

    void encoders() {
        List<Plain> clip = new ArrayList<>(List.of(drawn.gain(6), drawn.small(6)));
        clip.addAll(weights(6, 6, 6, 6, 6));
        clip.addAll(List.of(
                drawn.gain(6), drawn.small(6), drawn.small(9, 6), drawn.small(9), drawn.small(6, 9), drawn.small(6)));
        add(
                "clip_block",
                "two heads",
                a -> NaiveWan.clipBlock(a.tensor(0), a.list(1), a.count(2), a.number(3)),
                drawn.normal(2, 3, 6),
                clip,
                2,
                1e-5);
        add(
                "clip_embed",
                "two by three patches",
                a -> NaiveWan.clipEmbed(a.tensor(0), a.tensor(1), a.tensor(2), a.tensor(3), a.count(4)),
                drawn.normal(2, 3, 4, 6),
                drawn.small(5, 3, 2, 2),
                drawn.small(5),
                drawn.small(7, 5),
                2);
        // the second text is shorter: what is masked away has the lowest float32 number
        Plain mask = each(new int[] {2, 1, 1, 4}, i -> i[0] == 1 && i[3] > 1 ? -Float.MAX_VALUE : 0)
                .given();
        add(
                "umt5_block",
                "a text padded by two",
                a -> NaiveWan.umt5Block(a.tensor(0), a.list(1), a.tensor(2), a.tensor(3), a.count(4), a.number(5)),
                drawn.normal(2, 4, 6),
                List.of(
                        drawn.gain(6),
                        drawn.small(4, 6),
                        drawn.small(4, 6),
                        drawn.small(4, 6),
                        drawn.normal(5, 2),
                        drawn.small(6, 4),
                        drawn.gain(6),
                        drawn.small(9, 6),
                        drawn.small(9, 6),
                        drawn.small(6, 9)),
                drawn.whole(5, 16),
                mask,
                2,
                1e-6);
    }
}
