package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Vjp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That resized frames equal those of torchvision and transformers is in {@code GoldenCasesTest}. */
class ClipInputTest {
    private static final String FRAMES = "\"sampling\": {\"frames\": [0, 2]}";
    private static final String TRANSFORMS = "\"mean\": [0.5, 0.5, 0.5], \"std\": [0.5, 0.5, 0.5]";
    private static final String PROCESSOR = "\"do_resize\": false, \"do_center_crop\": false";

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void framesAreSampledAsTheNamedLibrariesSampleThem() {
        // pytorchvideo 0.1.5, uniform_temporal_subsample
        assertThat(sampling("\"num_samples\": 8").of(17)).containsExactly(0, 2, 4, 6, 9, 11, 13, 16);
        assertThat(sampling("\"num_samples\": 4").of(2)).containsExactly(0, 0, 0, 1);
        assertThat(sampling("\"num_samples\": 1").of(5)).containsExactly(0);
        // mmaction2 1.2.0, SampleFrames in test mode with one clip
        assertThat(sampling("\"clip_len\": 4, \"frame_interval\": 4").of(17)).containsExactly(2, 6, 10, 14);
        assertThat(sampling("\"clip_len\": 3").of(8)).containsExactly(2, 3, 4);
        assertThat(sampling("\"count\": 3, \"stride\": 2").of(6)).containsExactly(1, 3, 5);
    }

    @Test
    void aClipThatIsTooShortIsRefusedSayingWhatIsSampled() {
        FrameSampling sampling = sampling("\"clip_len\": 16, \"frame_interval\": 4");
        assertThatThrownBy(() -> sampling.of(60))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("16 frames over 61, the clip has 60");
        assertThat(sampling.of(61)).hasSize(16);
    }

    @Test
    void framesFirstIsTheSameInTheOtherOrder() {
        NDArray clip = manager.randomUniform(-1, 1, new Shape(2, 3, 3, 4, 5));
        NDArray channelsFirst = input(FRAMES).of(clip);
        NDArray framesFirst = input(FRAMES + ", \"input_format\": \"NTCHW\"").of(clip);
        assertThat(framesFirst.getShape()).isEqualTo(new Shape(2, 2, 3, 4, 5));
        assertThat(framesFirst.swapAxes(1, 2).toFloatArray()).isEqualTo(channelsFirst.toFloatArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"input\": \"unit\" | 0 | 1",
                "\"input\": \"signed\" | -1 | 1",
                "\"input\": \"levels\" | 0 | 255",
                "\"transforms\": {\"mean\": [0, 0, 0], \"std\": [1, 1, 1]} | 0 | 1",
                "\"transforms\": {\"mean\": [0.5, 0.5, 0.5], \"std\": [0.25, 0.25, 0.25]} | -2 | 2",
                "\"preprocessor_config\": {P, \"do_normalize\": false} | 0 | 1",
                "\"preprocessor_config\": {P, \"do_rescale\": false, \"do_normalize\": false} | 0 | 255",
                "\"preprocessor_config\": {P, \"image_mean\": [0.5, 0.5, 0.5], \"image_std\": [0.5, 0.5, 0.5]} | -1 | 1",
                // ViViT's processor shifts to [-1, 1] and then normalises
                "\"preprocessor_config\": {P, \"rescale_factor\": 0.00784313725490196, \"offset\": true,"
                        + " \"image_mean\": [0.5, 0.5, 0.5], \"image_std\": [0.5, 0.5, 0.5]} | -3 | 1"
            })
    void blackAndWhiteBecomeTheEndsOfTheRange(String settings, float black, float white) {
        ClipInput input = input(FRAMES + ", " + settings.replace("P", PROCESSOR));
        assertThat(input.of(manager.full(new Shape(1, 3, 3, 2, 2), -1f)).toFloatArray())
                .containsOnly(new float[] {black}, within(1e-5f));
        assertThat(input.of(manager.full(new Shape(1, 3, 3, 2, 2), 1f)).toFloatArray())
                .containsOnly(new float[] {white}, within(1e-4f));
    }

    @Test
    void sizesAndMarginsAreRoundedAsEachLibraryRoundsThem() {
        ClipSize clip = new ClipSize(3, 37, 45);
        assertThat(transforms("\"resize_size\": [36]").sampled(clip)).isEqualTo(new ClipSize(2, 36, 43));
        assertThat(transforms("\"resize_size\": [20, 30]").sampled(clip)).isEqualTo(new ClipSize(2, 20, 30));
        assertThat(transforms("\"resize_size\": 36, \"crop_size\": [10, 20]").sampled(clip))
                .isEqualTo(new ClipSize(2, 10, 20));
        // a margin of 1.5 pixels: torchvision takes 2, transformers 1
        assertThat(new FrameFit.Crop(4, 4, true).margin(7, 4)).isEqualTo(2);
        assertThat(new FrameFit.Crop(4, 4, false).margin(7, 4)).isEqualTo(1);
    }

    @Test
    void theGradientOfWhatIsCutOffIsZeroAndTheRestKeepsItsWeight() {
        ClipInput input = transforms("\"resize_size\": [8], \"crop_size\": 4");
        try (Pullback pullback = Vjp.segment(input::of).forward(manager.zeros(new Shape(1, 3, 3, 16, 16)))) {
            NDArray gradient = pullback.pull(manager.ones(pullback.value().getShape()));
            // std 0.5 makes 1 of a level of [-1, 1]; 4 x 4 pixels of 2 frames and 3 channels
            assertThat(gradient.sum().getFloat()).isCloseTo(4 * 4 * 2 * 3, within(1e-3f));
            assertThat(gradient.get(":, :, 1").abs().max().getFloat()).isZero();
            assertThat(gradient.get(":, :, :, :4").abs().max().getFloat()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"input_format\": \"NHWC\" | input_format is 'NHWC'",
                "\"transforms\": {T}, \"mean\": [1, 2, 3] | both transforms and mean",
                "\"transforms\": {T}, \"preprocessor_config\": {P} | both transforms and preprocessor_config",
                "\"transforms\": {\"mean\": [0.5, 0.5, 0.5]} | 'std'",
                "\"transforms\": {\"mean\": [127, 127, 127], \"std\": [1, 1, 1]} | mean must be three numbers from 0 to 1",
                "\"transforms\": {T, \"interpolation\": \"bicubic\"} | interpolation is 'bicubic'",
                "\"transforms\": {T, \"resize_mode\": \"pad\"} | 'resize_mode' is not supported",
                "\"transforms\": {T, \"resize_size\": [1, 2, 3]} | resize_size",
                "\"transforms\": {T, \"resize_size\": 0} | resize_size is 0",
                "\"transforms\": {T, \"crop_size\": \"all\"} | crop_size",
                "\"preprocessor_config\": {\"do_center_crop\": false} | 'size'",
                "\"preprocessor_config\": {\"size\": {\"longest_edge\": 8}} | 'longest_edge' is not supported",
                "\"preprocessor_config\": {\"size\": 8, \"resample\": 3} | resample is 3",
                "\"preprocessor_config\": {\"size\": 8} | 'crop_size'",
                "\"preprocessor_config\": {P, \"do_pad\": true} | 'do_pad' is not supported",
                "\"preprocessor_config\": {P} | 'image_mean'",
                "\"preprocessor_config\": {P, \"do_rescale\": false, \"offset\": true} | offset needs do_rescale",
                "\"preprocessor_config\": {P, \"do_normalize\": false, \"rescale_factor\": 0} | rescale_factor",
                "\"sampling\": {\"num_samples\": 0} | num_samples is 0",
                "\"sampling\": {\"num_samples\": 4, \"frames\": [0]} | both frames and num_samples",
                "\"sampling\": {\"clip_len\": 4, \"frame_interval\": 0} | frame_interval is 0"
            })
    void whatDoesNotFitIsRefusedByItsName(String settings, String reason) {
        String config = settings.replace("{T", "{" + TRANSFORMS).replace("{P", "{" + PROCESSOR);
        String sampling = config.contains("sampling") ? "" : FRAMES + ", ";
        assertThatThrownBy(() -> input(sampling + config))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aCropThatIsLargerThanTheFrameIsRefused() {
        ClipInput input = transforms("\"resize_size\": [8], \"crop_size\": 9");
        NDArray clip = manager.zeros(new Shape(1, 3, 3, 16, 16));
        assertThatThrownBy(() -> input.of(clip))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("crop_size is 9 x 9, but the frame has 8 x 8");
    }

    private static ClipInput transforms(String fields) {
        return input(FRAMES + ", \"transforms\": {" + TRANSFORMS + ", " + fields + "}");
    }

    private static FrameSampling sampling(String fields) {
        return input("\"sampling\": {" + fields + "}").sampling();
    }

    private static ClipInput input(String fields) {
        return ClipInput.of(JsonConfig.ofText("test", "{" + fields + "}"));
    }
}
