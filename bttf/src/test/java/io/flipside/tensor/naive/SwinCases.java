package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.Plain.each;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Windows and blocks of Video Swin. */
final class SwinCases extends Cases {
    SwinCases(Cases before) {
        super(before);
    }

    void swin() {
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
        return Arrays.stream(numbers).asLongStream().toArray();
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
}
