package io.flipside.clip;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/** Turns decoded frames of one pixel format, size and colour matrix into RGB bytes, the same bits on every machine. */
final class RgbConverter implements AutoCloseable {
    private static final int FLAGS = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT;
    private static final int UNIT = 1 << 16;
    private static final int RGB_COMPONENTS = 3;
    private static final int HD_ROWS = 720;

    private final int width;
    private final int height;
    private final int format;
    private final int matrix;
    private final int range;
    private final SwsContext context;
    private final AVFrame rgb;

    RgbConverter(AVFrame source) {
        this.width = source.width();
        this.height = source.height();
        this.format = source.format();
        this.matrix = source.colorspace();
        this.range = source.color_range();
        this.context = Ffmpeg.made(
                sws_getContext(
                        width, height, format, width, height, AV_PIX_FMT_RGB24, FLAGS, null, null, (DoublePointer)
                                null),
                "convert the pixel format");
        this.rgb = Ffmpeg.made(av_frame_alloc(), "allocate a frame");
        try {
            setColours();
            rgb.format(AV_PIX_FMT_RGB24).width(width).height(height);
            Ffmpeg.check(av_frame_get_buffer(rgb, 0), "allocate a frame");
        } catch (FfmpegFailure e) {
            close();
            throw e;
        }
    }

    boolean fits(AVFrame source) {
        return source.width() == width
                && source.height() == height
                && source.format() == format
                && source.colorspace() == matrix
                && source.color_range() == range;
    }

    /** Bytes in the order [row, column, channel]. */
    byte[] convert(AVFrame source) {
        Ffmpeg.check(sws_scale_frame(context, rgb, source), "convert a frame");
        var bytes = new byte[height * width * 3];
        int stride = rgb.linesize(0);
        BytePointer data = rgb.data(0);
        for (int row = 0; row < height; row++) {
            data.position((long) row * stride).get(bytes, row * width * 3, width * 3);
        }
        return bytes;
    }

    private void setColours() {
        if ((av_pix_fmt_desc_get(format).flags() & AV_PIX_FMT_FLAG_RGB) != 0) {
            return;
        }
        int known = matrix;
        if (matrix == AVCOL_SPC_UNSPECIFIED) {
            // The convention of players: files that do not say are BT.709 if they are HD.
            known = height >= HD_ROWS ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
        }
        int fullRange = isFullRange(format, range) ? 1 : 0;
        sws_setColorspaceDetails(
                context, sws_getCoefficients(known), fullRange, sws_getCoefficients(known), 1, 0, UNIT, UNIT);
    }

    /** Whether 0 is black. Where nobody says: in grey, as in pictures; and in the old formats that are named for it. */
    private static boolean isFullRange(int format, int range) {
        if (range != AVCOL_RANGE_UNSPECIFIED) {
            return range == AVCOL_RANGE_JPEG;
        }
        var description = av_pix_fmt_desc_get(format);
        return description.nb_components() < RGB_COMPONENTS
                || description.name().getString().startsWith("yuvj");
    }

    @Override
    public void close() {
        av_frame_free(rgb);
        sws_freeContext(context);
    }
}
