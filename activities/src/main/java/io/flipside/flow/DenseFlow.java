package io.flipside.flow;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_video.OPTFLOW_FARNEBACK_GAUSSIAN;
import static org.bytedeco.opencv.global.opencv_video.OPTFLOW_USE_INITIAL_FLOW;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_video.FarnebackOpticalFlow;

/** Dense optical flow by polynomial expansion (Farneback 2003), as OpenCV has it. */
final class DenseFlow implements AutoCloseable {
    private static final int LEVELS = 3;
    private static final int WINDOW = 15;
    private static final int ITERATIONS = 10;
    private static final int NEIGHBOURS = 5;
    private static final double DEVIATION = 1.1;

    private final int height;
    private final int width;
    private final FarnebackOpticalFlow flow = FarnebackOpticalFlow.create();

    /** For pictures of one size. */
    DenseFlow(int height, int width) {
        this.height = height;
        this.width = width;
        flow.setNumLevels(LEVELS);
        flow.setWinSize(WINDOW);
        flow.setNumIters(ITERATIONS);
        flow.setPolyN(NEIGHBOURS);
        flow.setPolySigma(DEVIATION);
        flow.setFlags(OPTFLOW_USE_INITIAL_FLOW | OPTFLOW_FARNEBACK_GAUSSIAN);
    }

    /**
     * Where each pixel of a picture is in another.
     *
     * @param from grey picture, {@code height * width} bytes
     * @param to the same
     * @param start where to look first
     */
    FlowField between(byte[] from, byte[] to, FlowField start) {
        try (BytePointer first = new BytePointer(from);
                BytePointer second = new BytePointer(to);
                FloatPointer ways = new FloatPointer(start.ways());
                Mat one = new Mat(height, width, CV_8UC1, first);
                Mat other = new Mat(height, width, CV_8UC1, second);
                Mat field = new Mat(height, width, CV_32FC2, ways)) {
            flow.calc(one, other, field);
            float[] found = new float[start.ways().length];
            new FloatPointer(field.data()).get(found);
            return new FlowField(found, height, width);
        }
    }

    @Override
    public void close() {
        flow.close();
    }
}
