package io.flipside.clip;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PLANAR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/** Turns RGB bytes into frames of an encoder's pixel format. YUV is BT.709 in the range of television, and tagged so. */
final class PictureConverter implements AutoCloseable {
    private static final int FLAGS = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_BITEXACT;
    private static final int UNIT = 1 << 16;

    private final boolean yuv;
    private final SwsContext context;
    private final AVFrame rgb;
    private final AVFrame picture;

    PictureConverter(int width, int height, int format) {
        this.yuv = isYuv(format);
        this.context = Ffmpeg.made(
                sws_getContext(
                        width, height, AV_PIX_FMT_RGB24, width, height, format, FLAGS, null, null, (DoublePointer)
                                null),
                "convert the pixel format");
        this.rgb = frame(width, height, AV_PIX_FMT_RGB24);
        this.picture = frame(width, height, format);
        if (yuv) {
            var matrix = sws_getCoefficients(AVCOL_SPC_BT709);
            sws_setColorspaceDetails(context, matrix, 1, matrix, 0, 0, UNIT, UNIT);
        }
    }

    /** Says in the file which colours the numbers mean. */
    void tag(AVCodecContext codec) {
        if (yuv) {
            codec.color_range(AVCOL_RANGE_MPEG)
                    .colorspace(AVCOL_SPC_BT709)
                    .color_primaries(AVCOL_PRI_BT709)
                    .color_trc(AVCOL_TRC_BT709);
        }
    }

    /** The frame stays this object's; it is valid until the next call. */
    AVFrame convert(byte[] bytes) {
        int rowBytes = rgb.width() * 3;
        BytePointer data = rgb.data(0);
        for (int row = 0; row < rgb.height(); row++) {
            data.position((long) row * rgb.linesize(0)).put(bytes, row * rowBytes, rowBytes);
        }
        // The encoder may still hold the last picture.
        Ffmpeg.check(av_frame_make_writable(picture), "allocate a frame");
        Ffmpeg.check(sws_scale_frame(context, picture, rgb), "convert a frame");
        return picture;
    }

    private static boolean isYuv(int format) {
        var description = av_pix_fmt_desc_get(format);
        boolean colours = (description.flags() & AV_PIX_FMT_FLAG_RGB) == 0;
        return colours && (description.flags() & AV_PIX_FMT_FLAG_PLANAR) != 0;
    }

    private static AVFrame frame(int width, int height, int format) {
        AVFrame frame = Ffmpeg.made(av_frame_alloc(), "allocate a frame");
        frame.width(width).height(height).format(format);
        Ffmpeg.check(av_frame_get_buffer(frame, 0), "allocate a frame");
        return frame;
    }

    @Override
    public void close() {
        av_frame_free(rgb);
        av_frame_free(picture);
        sws_freeContext(context);
    }
}
