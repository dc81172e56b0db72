package io.flipside.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Writes frames to one file, the same bytes for the same frames on every run: one thread, no dates, no versions. */
final class Encoder implements AutoCloseable {

    /** Exact for whole rates and for the 1001 family of television. */
    private static final int RATE_PRECISION = 1_001_000;

    private final AVFormatContext container;
    private final AVCodecContext codec;
    private final AVStream stream;
    private final AVPacket packet;
    private final PictureConverter pictures;

    Encoder(Path file, Encoding encoding, int width, int height, double framesPerSecond) {
        Ffmpeg.load();
        AVCodec encoder = avcodec_find_encoder_by_name(encoding.codec());
        if (Pointer.isNull(encoder)) {
            throw new FfmpegFailure("find the encoder " + encoding.codec(), "this FFmpeg was built without it");
        }
        this.container = new AVFormatContext(null);
        this.packet = Ffmpeg.made(av_packet_alloc(), "allocate a packet");
        this.codec = Ffmpeg.made(avcodec_alloc_context3(encoder), "allocate an encoder");
        this.pictures = new PictureConverter(width, height, av_get_pix_fmt(encoding.pixelFormat()));
        try (var name = new BytePointer(encoding.container(), StandardCharsets.UTF_8);
                // The scheme keeps a colon in a file's name from being read as one.
                var url = new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8)) {
            Ffmpeg.check(
                    avformat_alloc_output_context2(container, null, name, url),
                    "make a container " + encoding.container());
            this.stream = Ffmpeg.made(avformat_new_stream(container, encoder), "make a stream");
            openCodec(encoder, encoding, width, height, framesPerSecond);
            openFile(url, encoding);
        } catch (FfmpegFailure e) {
            close();
            throw e;
        }
    }

    /**
     * Appends a frame.
     *
     * @param rgb bytes in the order [row, column, channel]
     * @param time when it is shown, counted in frames at the clip's rate
     */
    void add(byte[] rgb, long time) {
        AVFrame picture = pictures.convert(rgb);
        picture.pts(time).duration(1);
        Ffmpeg.check(avcodec_send_frame(codec, picture), "encode a frame");
        drain();
    }

    /** Writes what is left; without it the file is incomplete. */
    void finish() {
        Ffmpeg.check(avcodec_send_frame(codec, null), "finish encoding");
        drain();
        Ffmpeg.check(av_write_trailer(container), "finish the file");
        var closed = closeFile();
        Ffmpeg.check(closed, "close the file");
    }

    private void openCodec(AVCodec encoder, Encoding encoding, int width, int height, double framesPerSecond) {
        AVRational rate = av_d2q(framesPerSecond, RATE_PRECISION);
        codec.width(width)
                .height(height)
                .pix_fmt(av_get_pix_fmt(encoding.pixelFormat()))
                .time_base(av_inv_q(rate))
                .framerate(rate)
                .thread_count(1);
        codec.flags(codec.flags() | AV_CODEC_FLAG_BITEXACT);
        if ((container.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        codec.bit_rate(encoding.bitRate(width, height, framesPerSecond));
        pictures.tag(codec);
        var options = Ffmpeg.dictionary(encoding.codecOptions());
        try {
            Ffmpeg.check(avcodec_open2(codec, encoder, options), "open the encoder " + encoding.codec());
        } finally {
            av_dict_free(options);
        }
        stream.time_base(codec.time_base()).avg_frame_rate(rate).r_frame_rate(rate);
        Ffmpeg.check(avcodec_parameters_from_context(stream.codecpar(), codec), "describe the stream");
    }

    private void openFile(BytePointer url, Encoding encoding) {
        container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        var io = new AVIOContext(null);
        Ffmpeg.check(avio_open(io, url, AVIO_FLAG_WRITE), "open the file");
        container.pb(io);
        var options = Ffmpeg.dictionary(encoding.containerOptions());
        try {
            Ffmpeg.check(avformat_write_header(container, options), "write the header");
        } finally {
            av_dict_free(options);
        }
    }

    private void drain() {
        while (true) {
            int received = avcodec_receive_packet(codec, packet);
            if (received == AVERROR_EAGAIN() || received == AVERROR_EOF) {
                return;
            }
            Ffmpeg.check(received, "encode a frame");
            av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            Ffmpeg.check(av_interleaved_write_frame(container, packet), "write a frame");
        }
    }

    private int closeFile() {
        AVIOContext io = container.pb();
        if (Pointer.isNull(io)) {
            return 0;
        }
        container.pb(null);
        return avio_closep(io);
    }

    @Override
    public void close() {
        pictures.close();
        av_packet_free(packet);
        avcodec_free_context(codec);
        if (!Pointer.isNull(container)) {
            closeFile();
            avformat_free_context(container);
        }
    }
}
