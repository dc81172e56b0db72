package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.Plain.each;
import static io.flipside.tensor.naive.Plain.with;

import io.flipside.tensor.naive.OperatorCase.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Small arguments for every operator: odd sizes, one of something, more than one of it, borders. */
final class OperatorCases {
    private final Drawn drawn = new Drawn(41);
    private final List<OperatorCase> cases = new ArrayList<>();

    private OperatorCases() {}

    static List<OperatorCase> all() {
        OperatorCases all = new OperatorCases();
        all.layers();
        all.convolutions();
        all.wan();
        all.encoders();
        all.vae();
        all.swin();
        all.losses();
        return all.cases;
    }

    private void add(String operator, String edge, Function<Given, Plain> naive, Object... arguments) {
        cases.add(OperatorCase.of(operator, edge, naive, arguments));
    }

    private void layers() {
        for (int[] rows : new int[][] {{3, 5}, {1, 5}, {2, 3, 7}}) {
            int width = rows[rows.length - 1];
            String edge = rows.length + " axes, width " + width;
            add(
                    "linear",
                    edge,
                    a -> NaiveLayers.linear(a.tensor(0), a.tensor(1), a.tensor(2)),
                    drawn.normal(rows),
                    drawn.small(3, width),
                    drawn.small(3));
            add(
                    "layer_norm",
                    edge,
                    a -> NaiveLayers.layerNorm(a.tensor(0), a.tensor(1), a.tensor(2), a.number(3)),
                    drawn.normal(rows),
                    drawn.gain(width),
                    drawn.small(width),
                    1e-6);
            add(
                    "rms_norm",
                    edge,
                    a -> NaiveLayers.rmsNorm(a.tensor(0), a.tensor(1), a.number(2)),
                    drawn.normal(rows),
                    drawn.gain(width),
                    1e-6);
        }
        add(
                "layer_norm",
                "a row of one value: only epsilon keeps it finite",
                a -> NaiveLayers.layerNorm(a.tensor(0), a.tensor(1), a.tensor(2), a.number(3)),
                drawn.normal(1, 5).map(v -> 3).given(),
                drawn.gain(5),
                drawn.small(5),
                1e-5);
        Plain wide = drawn.uniform(u -> 16 * u - 8, 31);
        add("gelu", "from -8 to 8", a -> a.tensor(0).map(NaiveLayers::gelu), wide);
        add("gelu_tanh", "from -8 to 8", a -> a.tensor(0).map(NaiveLayers::geluTanh), wide);
        add("silu", "from -8 to 8", a -> a.tensor(0).map(NaiveLayers::silu), wide);
        add("silu", "far out", a -> a.tensor(0).map(NaiveLayers::silu), drawn.uniform(u -> 200 * u - 100, 9));
        add("copy", "a copy", a -> a.tensor(0), drawn.normal(2, 3));
        add("as_float32", "what is float32 already", a -> a.tensor(0), drawn.normal(2, 3));
        add("channels_last", "the same values", a -> a.tensor(0), drawn.normal(2, 3, 5, 4));
        add(
                "index_select",
                "one twice, one never",
                a -> each(new int[] {2, 4, 3}, i -> a.tensor(0)
                        .at(i[0], (int) a.tensor(2).at(i[1]), i[2])),
                drawn.normal(2, 5, 3),
                1,
                whole(4, 0, 0, 2));
        add(
                "embedding",
                "rows of a table",
                a -> each(new int[] {2, 3, 5}, i -> a.tensor(1)
                        .at((int) a.tensor(0).at(i[0], i[1]), i[2])),
                drawn.whole(7, 2, 3),
                drawn.normal(7, 5));
    }

    private static Plain whole(int... values) {
        Plain plain = each(new int[] {values.length}, i -> values[i[0]]);
        return new Plain(plain.shape(), plain.values(), Plain.Kind.WHOLE);
    }

    private void convolutions() {
        for (int stride : new int[] {1, 2}) {
            for (int padding : new int[] {0, 1}) {
                add(
                        "conv2d",
                        "stride " + stride + ", padding " + padding,
                        a -> NaiveLayers.conv2d(a.tensor(0), a.tensor(1), a.tensor(2), stride, padding),
                        drawn.normal(2, 3, 5, 6),
                        drawn.small(4, 3, 3, 3),
                        drawn.small(4),
                        new long[] {stride, stride},
                        new long[] {padding, padding});
            }
        }
        add(
                "conv3d",
                "patches",
                a -> NaiveLayers.conv3d(a.tensor(0), a.tensor(1), a.tensor(2), a.sizes(3), a.sizes(4)),
                drawn.normal(1, 2, 3, 4, 6),
                drawn.small(5, 2, 1, 2, 2),
                drawn.small(5),
                new long[] {1, 2, 2},
                new long[] {0, 0, 0});
        add(
                "conv3d",
                "padded",
                a -> NaiveLayers.conv3d(a.tensor(0), a.tensor(1), a.tensor(2), a.sizes(3), a.sizes(4)),
                drawn.normal(2, 1, 3, 3, 3),
                drawn.small(2, 1, 3, 3, 3),
                drawn.small(2),
                new long[] {1, 1, 1},
                new long[] {1, 0, 1});
        for (long[] size : new long[][] {{5, 7}, {8, 10}, {2, 3}, {1, 1}}) {
            add(
                    "resize_bicubic",
                    "5 x 7 to " + size[0] + " x " + size[1],
                    a -> NaiveLayers.bicubic(a.tensor(0), a.sizes(1)[0], a.sizes(1)[1]),
                    drawn.normal(1, 2, 5, 7),
                    size);
        }
    }

    private void wan() {
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

    private void encoders() {
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

    private void vae() {
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

    private void swin() {
        for (boolean masked : new boolean[] {false, true}) {
            String edge = masked ? "rolled and masked" : "neither rolled nor padded";
            Plain mask = masked
                    ? drawn.uniform(u -> u < 0.3 ? -100 : 0, 6, 8, 8).given()
                    : each(new int[] {1, 1, 1}, i -> 0).given();
            // what the attention alone does not read has no gradient
            List<Plain> w = swinWeights();
            List<Plain> read = new ArrayList<>();
            for (int i = 0; i < w.size(); i++) {
                read.add(i >= 2 && i <= 6 ? w.get(i) : w.get(i).given());
            }
            add(
                    "swin_attention",
                    edge,
                    a -> NaiveSwin.attentionOfWindows(
                            a.tensor(0), a.list(1), a.tensor(2), a.tensor(3), a.count(4), a.is(5)),
                    drawn.normal(12, 8, 4),
                    read,
                    drawn.whole(9, 64),
                    mask,
                    2,
                    masked);
            NaiveSwin.Cut cut = masked
                    ? new NaiveSwin.Cut(new int[] {2, 2, 2}, new int[] {0, 1, 1}, new int[] {2, 4, 6})
                    : new NaiveSwin.Cut(new int[] {2, 2, 2}, new int[] {0, 0, 0}, new int[] {2, 4, 6});
            add(
                    "swin_block",
                    masked ? "padded, rolled and masked" : "padded",
                    a -> NaiveSwin.block(a.tensor(0), a.list(1), a.tensor(2), a.tensor(3), cut, a.count(7), a.is(8)),
                    drawn.normal(2, 2, 3, 5, 4),
                    swinWeights(),
                    drawn.whole(9, 64),
                    mask,
                    longs(cut.window()),
                    longs(cut.shift()),
                    longs(cut.padded()),
                    2,
                    masked);
        }
        for (int rows : new int[] {3, 4}) {
            add(
                    "swin_merge",
                    rows + " rows",
                    a -> NaiveSwin.merge(a.tensor(0), a.tensor(1), a.tensor(2), a.tensor(3)),
                    drawn.normal(2, 2, rows, 5, 3),
                    drawn.gain(12),
                    drawn.small(12),
                    drawn.small(6, 12));
        }
        for (int frames : new int[] {3, 4}) {
            add(
                    "swin_embed",
                    frames + " frames",
                    a -> NaiveSwin.embed(a.tensor(0), a.tensor(1), a.tensor(2), a.tensor(3), a.tensor(4), a.sizes(5)),
                    drawn.normal(1, 3, frames, 4, 7),
                    drawn.small(5, 3, 2, 4, 4),
                    drawn.small(5),
                    drawn.gain(5),
                    drawn.small(5),
                    new long[] {2, 4, 4});
        }
        add(
                "swin_head",
                "mean over tokens",
                a -> NaiveSwin.head(a.tensor(0), a.tensor(1), a.tensor(2), a.tensor(3), a.tensor(4)),
                drawn.normal(2, 2, 1, 3, 5),
                drawn.gain(5),
                drawn.small(5),
                drawn.small(4, 5),
                drawn.small(4));
    }

    private static long[] longs(int[] numbers) {
        return java.util.Arrays.stream(numbers).asLongStream().toArray();
    }

    private List<Plain> swinWeights() {
        return List.of(
                drawn.gain(4),
                drawn.small(4),
                drawn.small(12, 4),
                drawn.small(12),
                drawn.small(4, 4),
                drawn.small(4),
                drawn.normal(9, 2),
                drawn.gain(4),
                drawn.small(4),
                drawn.small(7, 4),
                drawn.small(7),
                drawn.small(4, 7),
                drawn.small(4));
    }

    private void losses() {
        add(
                "sample_latent",
                "also beyond the limits of the variance",
                a -> each(
                        a.tensor(0).shape(),
                        i -> a.tensor(0).at(i)
                                + Math.exp(Math.max(
                                                        -30,
                                                        Math.min(20, a.tensor(1).at(i)))
                                                / 2)
                                        * a.tensor(2).at(i)),
                drawn.normal(2, 3, 4),
                drawn.uniform(u -> u < 0.1 ? -50 : 4 * u - 2, 2, 3, 4),
                drawn.normal(2, 3, 4));
        add(
                "flow_loss",
                "weighed by sample",
                a -> {
                    Plain v = a.tensor(0);
                    double sum = 0;
                    for (double square : each(
                                    v.shape(),
                                    i -> Math.pow(
                                                    v.at(i)
                                                            - (a.tensor(2).at(i)
                                                                    - a.tensor(1)
                                                                            .at(i)),
                                                    2)
                                            * a.tensor(3).at(i))
                            .values()) {
                        sum += square / v.values().length;
                    }
                    return Plain.scalar(sum);
                },
                drawn.normal(3, 2, 4),
                drawn.normal(3, 2, 4),
                drawn.normal(3, 2, 4),
                drawn.uniform(u -> u, 3, 1, 1));
        add(
                "cross_entropy",
                "far apart logits too",
                a -> {
                    Plain logits = a.tensor(0);
                    double sum = 0;
                    for (int n = 0; n < logits.size(0); n++) {
                        double total = 0;
                        double label = logits.at(n, (int) a.tensor(1).at(n, 0));
                        for (int k = 0; k < logits.size(1); k++) {
                            total += Math.exp(logits.at(n, k) - label);
                        }
                        sum += Math.log(total) / logits.size(0);
                    }
                    return Plain.scalar(sum);
                },
                drawn.uniform(u -> 60 * u - 30, 3, 4),
                drawn.whole(4, 3, 1));
        cases.add(OperatorCase.ofAll(
                "vae_loss",
                "black places, a still among clips",
                a -> vaeLoss(a),
                drawn.uniform(u -> u < 0.5 ? -1 : 2 * u - 1, 2, 3, 2, 4, 5).given(),
                drawn.uniform(u -> 2.4 * u - 1.2, 2, 3, 2, 4, 5),
                drawn.normal(2, 3),
                drawn.normal(2, 3),
                each(new int[] {2, 1, 1, 1, 1}, i -> i[0]).given(),
                4.0,
                0.01));
    }

    /** docs: the loss of training a VAE, with colour apart from brightness and bright things above background. */
    private static List<Plain> vaeLoss(Given a) {
        Plain x = a.tensor(0);
        Plain y = a.tensor(1);
        int[] pixels = with(x.shape(), 1, 1);
        Plain bright = each(
                pixels,
                i -> (Math.max(
                                        Math.max(x.at(i[0], 0, i[2], i[3], i[4]), x.at(i[0], 1, i[2], i[3], i[4])),
                                        x.at(i[0], 2, i[2], i[3], i[4]))
                                + 1)
                        / 2);
        Plain near = each(pixels, i -> {
            double most = Double.NEGATIVE_INFINITY;
            for (int h = Math.max(0, i[3] - 2); h <= Math.min(x.size(3) - 1, i[3] + 2); h++) {
                for (int w = Math.max(0, i[4] - 2); w <= Math.min(x.size(4) - 1, i[4] + 2); w++) {
                    most = Math.max(most, bright.at(i[0], 0, i[2], h, w));
                }
            }
            return most * a.tensor(4).at(i);
        });
        // black may come out blacker than black, down to -1.05, for nothing
        Plain difference = each(
                x.shape(),
                i -> x.at(i) >= -0.999 ? y.at(i) - x.at(i) : Math.max(0, y.at(i) + 1) - Math.max(0, -1.05 - y.at(i)));
        Plain mean =
                each(pixels, i -> (difference.at(i) + difference.at(with(i, 1, 1)) + difference.at(with(i, 1, 2))) / 3);
        double error = 0;
        double total = 0;
        double absolute = 0;
        double weighed = 0;
        double places = 0;
        Plain errors = each(
                x.shape(),
                i -> Math.pow(difference.at(i), 2)
                        + 2 * Math.pow(difference.at(i) - mean.at(i), 2)
                        + 0.2 * Math.abs(difference.at(i)));
        Plain nearOf = each(x.shape(), near::at);
        for (int i = 0; i < x.values().length; i++) {
            double weight = 1 + nearOf.values()[i] * a.number(5);
            error += errors.values()[i] * weight;
            total += weight;
            absolute += Math.abs(difference.values()[i]);
            weighed += Math.abs(difference.values()[i]) * nearOf.values()[i];
            places += nearOf.values()[i];
        }
        double divergence = 0;
        int latents = a.tensor(2).values().length;
        for (int i = 0; i < latents; i++) {
            double m = a.tensor(2).values()[i];
            double logvar = a.tensor(3).values()[i];
            divergence += (m * m + Math.exp(logvar) - logvar - 1) / latents;
        }
        return List.of(
                Plain.scalar(error / total + a.number(6) * divergence),
                Plain.scalar(absolute / x.values().length),
                Plain.scalar(weighed / places));
    }
}
