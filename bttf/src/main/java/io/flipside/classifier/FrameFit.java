package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.Aten;
import java.util.Optional;

/**
 * How frames are brought to a classifier's size: resized, bilinear at pixels' centres ({@code align_corners} false), then
 * cropped in the middle. Differentiable.
 *
 * @param resize to which size; none leaves them as they are
 * @param antialias whether a smaller frame is also smoothed, as PIL does
 * @param crop what is cut out; none leaves them whole
 */
public record FrameFit(Optional<Resize> resize, boolean antialias, Optional<Crop> crop) {
    /** Frames as they are. */
    public static final FrameFit NONE = new FrameFit(Optional.empty(), false, Optional.empty());

    /** A size to resize to. */
    public sealed interface Resize {}

    /** The shorter side gets this many pixels, the longer one as many as keep the ratio, rounded down. */
    public record ShortestEdge(int pixels) implements Resize {}

    /** Both sides are given. */
    public record Exactly(int height, int width) implements Resize {}

    /**
     * A crop in the middle.
     *
     * @param roundsToEven whether half a pixel of margin is rounded to the even neighbour, as torchvision does; else down,
     *     as transformers does
     */
    public record Crop(int height, int width, boolean roundsToEven) {
        long margin(long whole, long part) {
            return roundsToEven ? (long) Math.rint((whole - part) / 2.0) : (whole - part) / 2;
        }
    }

    /**
     * The size that frames of a size get.
     *
     * @throws UserError if the crop is larger than the frame
     */
    ClipSize of(ClipSize clip) {
        ClipSize resized = resized(clip);
        return crop.map(c -> {
                    if (c.height() > resized.height() || c.width() > resized.width()) {
                        throw new UserError("the classifier's crop_size is " + c.height() + " x " + c.width()
                                + ", but the frame has " + resized.height() + " x " + resized.width()
                                + " pixels then. Give a smaller crop_size, or a resize before it.");
                    }
                    return new ClipSize(clip.frames(), c.height(), c.width());
                })
                .orElse(resized);
    }

    private ClipSize resized(ClipSize clip) {
        if (resize.isEmpty()) {
            return clip;
        } else if (resize.get() instanceof Exactly exactly) {
            return new ClipSize(clip.frames(), exactly.height(), exactly.width());
        }
        int edge = ((ShortestEdge) resize.get()).pixels();
        // in double precision and cut off, to the pixel what torchvision and transformers compute
        long longer = (long)
                ((double) (edge * Math.max(clip.height(), clip.width())) / Math.min(clip.height(), clip.width()));
        return clip.height() <= clip.width()
                ? new ClipSize(clip.frames(), edge, longer)
                : new ClipSize(clip.frames(), longer, edge);
    }

    /**
     * Resizes and crops.
     *
     * @param clip {@code [N, C, T, H, W]}
     * @return {@code [N, C, T, h, w]}
     * @throws UserError if the crop is larger than the frame
     */
    NDArray of(NDArray clip) {
        Shape shape = clip.getShape();
        ClipSize before = new ClipSize(shape.get(2), shape.get(3), shape.get(4));
        ClipSize after = of(before);
        ClipSize resized = resized(before);
        boolean resizes = !resized.equals(before);
        boolean crops = !after.equals(resized);
        if (!resizes && !crops) {
            return clip;
        }
        // every channel of every frame is a plane of its own
        NDArray planes = clip.reshape(shape.get(0), shape.get(1) * shape.get(2), shape.get(3), shape.get(4));
        if (resizes) {
            String operator = antialias ? "resize_bilinear_smooth" : "resize_bilinear";
            planes = Aten.call(operator, planes, new long[] {resized.height(), resized.width()});
        }
        if (crops) {
            Crop cut = crop.orElseThrow();
            long top = cut.margin(resized.height(), cut.height());
            long left = cut.margin(resized.width(), cut.width());
            planes = Aten.call("crop", planes, new long[] {top, left, cut.height(), cut.width()});
        }
        return planes.reshape(shape.get(0), shape.get(1), shape.get(2), after.height(), after.width());
    }
}
