package io.flipside.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FFV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;

/** Decodes one stream from its first packet to its last, in order, and stops at the first sign of damage. */
final class FrameDecoder implements AutoCloseable {

    /** Codecs round a side up to whole blocks before they check it. */
    private static final int BLOCK_SLACK = 128;

    private final Ffv1Checksums checksums = new Ffv1Checksums();
    private final VideoFile video;
    private final AVCodecContext codec;
    private final AVPacket packet;
    private final AVFrame frame;

    FrameDecoder(VideoFile video, ClipLimits limits) {
        this.video = video;
        AVCodec decoder = avcodec_find_decoder(video.stream().codecpar().codec_id());
        this.codec = Ffmpeg.made(avcodec_alloc_context3(Ffmpeg.made(decoder, "find a decoder")), "allocate a decoder");
        this.packet = Ffmpeg.made(av_packet_alloc(), "allocate a packet");
        this.frame = Ffmpeg.made(av_frame_alloc(), "allocate a frame");
        var options = Ffmpeg.dictionary(Map.of("err_detect", "crccheck", "threads", "1"));
        try {
            Ffmpeg.check(avcodec_parameters_to_context(codec, video.stream().codecpar()), "set up the decoder");
            codec.max_pixels(maxPixels(limits)).pkt_timebase(video.stream().time_base());
            Ffmpeg.check(avcodec_open2(codec, decoder, options), "open the decoder");
        } catch (FfmpegFailure e) {
            close();
            throw e;
        } finally {
            av_dict_free(options);
        }
    }

    static long maxPixels(ClipLimits limits) {
        long side = limits.side() + (long) BLOCK_SLACK;
        return side * side;
    }

    /**
     * Hands every frame over; it is valid during the call only.
     *
     * @return number of packets of the stream
     */
    long forEach(Consumer<AVFrame> consumer) {
        long packets = 0;
        while (true) {
            int read = av_read_frame(video.container(), packet);
            if (read == AVERROR_EOF) {
                break;
            }
            Ffmpeg.check(read, "read a packet");
            try {
                if (packet.stream_index() == video.stream().index()) {
                    packets++;
                    if (!isEmpty(packet)) {
                        decode(packet, consumer);
                    }
                }
            } finally {
                av_packet_unref(packet);
            }
        }
        // An error while reading can hide behind the end of the file.
        Ffmpeg.check(video.container().pb().error(), "read the file");
        Ffmpeg.check(avcodec_send_packet(codec, null), "finish decoding");
        receive(consumer);
        return packets;
    }

    /** An empty packet shows the last frame on; the decoder would take it for the end. */
    private static boolean isEmpty(AVPacket packet) {
        return packet.size() == 0 && packet.side_data_elems() == 0;
    }

    private void decode(AVPacket packet, Consumer<AVFrame> consumer) {
        if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            throw new FfmpegFailure("read a packet", "it is cut off");
        }
        if (codec.codec_id() == AV_CODEC_ID_FFV1) {
            var bytes = new byte[packet.size()];
            packet.data().get(bytes);
            if (!checksums.accept(bytes)) {
                throw new FfmpegFailure("read a packet", "a checksum is wrong");
            }
        }
        Ffmpeg.check(avcodec_send_packet(codec, packet), "decode a packet");
        receive(consumer);
    }

    private void receive(Consumer<AVFrame> consumer) {
        while (true) {
            int received = avcodec_receive_frame(codec, frame);
            if (received == AVERROR_EAGAIN() || received == AVERROR_EOF) {
                return;
            }
            Ffmpeg.check(received, "decode a frame");
            try {
                if (frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
                    throw new FfmpegFailure("decode a frame", "it is damaged");
                }
                consumer.accept(frame);
            } finally {
                av_frame_unref(frame);
            }
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        if (!Pointer.isNull(codec)) {
            avcodec_free_context(codec);
        }
    }
}
