package io.flipside.report;

import io.flipside.flow.FlowMap;
import io.flipside.frames.RgbFrames;
import java.util.Locale;
import java.util.Optional;

/** Where two clips differ and where things went, as pictures below the frames that they are about. */
final class ChangeMaps {
    /** One step of a byte: a smaller difference is drawn as dark as it is. */
    private static final double LEAST = 1 / 255.0;

    private ChangeMaps() {}

    /**
     * Both maps.
     *
     * @param flow of every frame, if it can be found
     * @param shown numbers of the frames, from 0, ascending
     * @param numbers what stands below a picture
     */
    static String html(ReportData data, Optional<FlowMap> flow, int[] shown, String numbers) {
        RgbFrames original = data.original();
        RgbFrames counterfactual = data.counterfactual();
        if (original.equals(counterfactual)) {
            return Html.paragraph("note", "Nothing: the clips are the same.");
        }
        return difference(original, counterfactual, shown, numbers)
                + flow.map(found -> flow(found, shown, numbers))
                        .orElseGet(() -> Html.paragraph(
                                "note",
                                "Where things went is not known: OpenCV, which finds it, does not load here: "
                                        + FlowMap.trouble().orElse("no word why")));
    }

    private static String difference(RgbFrames original, RgbFrames counterfactual, int[] shown, String numbers) {
        double[][] heat = new double[shown.length][];
        double most = LEAST;
        for (int i = 0; i < shown.length; i++) {
            heat[i] = difference(original.frame(shown[i]), counterfactual.frame(shown[i]));
            for (double value : heat[i]) {
                most = Math.max(most, value);
            }
        }
        RgbFrames.Builder pictures = RgbFrames.builder(original.height(), original.width());
        for (double[] values : heat) {
            byte[] rgb = new byte[values.length * RgbFrames.CHANNELS];
            for (int pixel = 0; pixel < values.length; pixel++) {
                for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                    rgb[pixel * RgbFrames.CHANNELS + c] = ChangePicture.channel(values[pixel] / most, c);
                }
            }
            pictures.add(rgb);
        }
        return figure(
                "How far the frames differ",
                pictures.build(),
                numbers,
                String.format(
                        Locale.ROOT,
                        "How far the frames differ, by frame number: black is not at all, white is %.3f of full scale.",
                        most));
    }

    /** Mean absolute difference of the channels of each pixel, 0 to 1. */
    private static double[] difference(byte[] a, byte[] b) {
        double[] means = new double[a.length / RgbFrames.CHANNELS];
        for (int i = 0; i < a.length; i++) {
            means[i / RgbFrames.CHANNELS] += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)) / (255.0 * RgbFrames.CHANNELS);
        }
        return means;
    }

    private static String flow(FlowMap flow, int[] shown, String numbers) {
        RgbFrames every = flow.pictures();
        RgbFrames.Builder pictures = RgbFrames.builder(every.height(), every.width());
        for (int frame : shown) {
            pictures.add(every.frame(frame));
        }
        return figure(
                "Where each point of the original went",
                pictures.build(),
                numbers,
                String.format(
                        Locale.ROOT,
                        "Where each point of the original is in the other clip at that time, by optical flow: red is to the"
                                + " right, yellow-green down, cyan to the left, violet up; the brighter the farther, at most"
                                + " %.1f pixels.",
                        flow.most()));
    }

    private static String figure(String alt, RgbFrames pictures, String numbers, String caption) {
        return "<figure class=\"strip\"><img alt=\"" + alt + "\" src=\"" + Pictures.row(pictures)
                + "\"><div class=\"numbers\" aria-hidden=\"true\">" + numbers + "</div><figcaption>" + caption
                + "</figcaption></figure>";
    }
}
