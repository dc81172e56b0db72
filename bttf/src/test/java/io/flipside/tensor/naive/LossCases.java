package io.flipside.tensor.naive;

import static io.flipside.tensor.naive.Plain.each;
import static io.flipside.tensor.naive.Plain.with;

import io.flipside.tensor.naive.OperatorCase.Given;
import java.util.List;

/** Losses of search and training. */
final class LossCases extends Cases {
    LossCases(Cases before) {
        super(before);
    }

    void losses() {
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
