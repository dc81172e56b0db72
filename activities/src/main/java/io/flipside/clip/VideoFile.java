package io.flipside.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.flipside.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** An opened container whose declared sizes are within limits. Nothing of its size has been allocated yet. */
final class VideoFile implements AutoCloseable {

    /** Containers of single clips. What is missing here (playlists, image lists, devices, scripts) is not opened. */
    private static final String CONTAINERS = "mov,matroska,avi,gif,apng,mpegts,mpeg,ogg,flv,asf";

    private static final int MATRIX_NUMBERS = 9;

    private final Path file;
    private final ClipLimits limits;
    private final AVFormatContext container;
    private final AVStream stream;

    private VideoFile(Path file, ClipLimits limits, AVFormatContext container, AVStream stream) {
        this.file = file;
        this.limits = limits;
        this.container = container;
        this.stream = stream;
    }

    static VideoFile open(Path file, ClipLimits limits) {
        Ffmpeg.load();
        AVFormatContext container = openContainer(file);
        try {
            refuseOversize(file, limits, container);
            probe(container, limits);
            refuseOversize(file, limits, container);
            var video = new VideoFile(file, limits, container, bestStream(file, container));
            video.refuseOverlong();
            return video;
        } catch (FfmpegFailure e) {
            avformat_close_input(container);
            throw new UserError("%s is damaged or incomplete. Export the clip again.".formatted(file), e);
        } catch (RuntimeException e) {
            avformat_close_input(container);
            throw e;
        }
    }

    AVFormatContext container() {
        return container;
    }

    AVStream stream() {
        return stream;
    }

    /** Frames that the container promises, or 0 if it does not say. */
    long declaredFrames() {
        // A phone trims a clip by an edit list: the count is then of all frames, the index of those still shown.
        boolean movie = container.iformat().name().getString().startsWith("mov");
        return movie ? Math.min(stream.nb_frames(), avformat_index_get_entries_count(stream)) : stream.nb_frames();
    }

    double framesPerSecond() {
        AVRational rate = av_guess_frame_rate(container, stream, (AVFrame) null);
        if (rate.num() <= 0 || rate.den() <= 0) {
            rate = stream.r_frame_rate();
        }
        // A single frame has no rate; any will do.
        return rate.num() <= 0 || rate.den() <= 0 ? 1.0 : Math.min(1000.0, (double) rate.num() / rate.den());
    }

    /** Units of the stream's time stamps. */
    double unitsPerSecond() {
        AVRational unit = stream.time_base();
        return unit.num() <= 0 || unit.den() <= 0 ? 1.0 : (double) unit.den() / unit.num();
    }

    /** Frames that are declared but stored as nothing: what a capture writes that could not keep up. */
    long droppedFrames() {
        return container.iformat().name().getString().equals("avi") ? AviChunks.empty(file, stream.index()) : 0;
    }

    /** How frames must be changed to stand upright, as far as the container says. */
    Orientation orientation() {
        AVCodecParameters parameters = stream.codecpar();
        if (parameters.nb_coded_side_data() == 0) {
            return Orientation.UPRIGHT;
        }
        var matrix = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null ? Orientation.UPRIGHT : orientation(matrix.data(), matrix.size());
    }

    /** The same for a frame: the pictures themselves can carry it too, in place of the container. */
    Orientation orientation(AVFrame frame) {
        AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        return matrix == null ? orientation() : orientation(matrix.data(), matrix.size());
    }

    private static Orientation orientation(BytePointer data, long bytes) {
        var matrix = new int[MATRIX_NUMBERS];
        if (bytes < (long) MATRIX_NUMBERS * Integer.BYTES) {
            return Orientation.UPRIGHT;
        }
        new IntPointer(data).get(matrix);
        return Orientation.of(matrix);
    }

    @Override
    public void close() {
        avformat_close_input(container);
    }

    private static AVFormatContext openContainer(Path file) {
        AVFormatContext container = Ffmpeg.made(avformat_alloc_context(), "allocate a container");
        AVDictionary options = Ffmpeg.dictionary(Map.of("protocol_whitelist", "file", "format_whitelist", CONTAINERS));
        // The scheme keeps a colon in a file's name from being read as one.
        try (var url = new BytePointer("file:" + file, StandardCharsets.UTF_8)) {
            // On failure FFmpeg frees the container itself.
            Ffmpeg.check(avformat_open_input(container, url, null, options), "open " + file);
            return container;
        } catch (FfmpegFailure e) {
            throw new UserError(
                    "%s is not a video that can be read, or it is cut off. Give an MP4, WebM, MKV, AVI or GIF file."
                            .formatted(file),
                    e);
        } finally {
            av_dict_free(options);
        }
    }

    private static void probe(AVFormatContext container, ClipLimits limits) {
        int streams = container.nb_streams();
        // One set of options for each stream, so that probing does not decode what is too large either.
        try (var options = new PointerPointer<AVDictionary>(Math.max(1, streams))) {
            var dictionaries = new AVDictionary[streams];
            for (int i = 0; i < streams; i++) {
                dictionaries[i] = Ffmpeg.dictionary(
                        Map.of("max_pixels", Long.toString(FrameDecoder.maxPixels(limits)), "threads", "1"));
                options.put(i, dictionaries[i]);
            }
            try {
                Ffmpeg.check(avformat_find_stream_info(container, options), "read the streams");
            } finally {
                for (int i = 0; i < streams; i++) {
                    av_dict_free(options.position(i));
                }
                options.position(0);
            }
        }
    }

    private static AVStream bestStream(Path file, AVFormatContext container) {
        int index = av_find_best_stream(container, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        if (index < 0 || (container.streams(index).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
            throw new UserError("%s has no pictures that can be decoded. Give a video file.".formatted(file));
        }
        return container.streams(index);
    }

    private static void refuseOversize(Path file, ClipLimits limits, AVFormatContext container) {
        for (int i = 0; i < container.nb_streams(); i++) {
            AVCodecParameters parameters = container.streams(i).codecpar();
            refuseOversize(file, limits, parameters.width(), parameters.height());
        }
    }

    static void refuseOversize(Path file, ClipLimits limits, int width, int height) {
        if (Math.max(width, height) > limits.side()) {
            throw new UserError("%s has frames of %d x %d; the limit is %d pixels a side. Scale the clip down."
                    .formatted(file, width, height, limits.side()));
        }
    }

    private void refuseOverlong() {
        refuseOverlong(container.duration() == AV_NOPTS_VALUE ? 0.0 : (double) container.duration() / AV_TIME_BASE);
        refuseTooMany(file, limits, declaredFrames());
    }

    void refuseOverlong(double seconds) {
        if (seconds > limits.seconds()) {
            throw new UserError("%s lasts %.1f seconds; the limit is %.1f. Cut the clip."
                    .formatted(file, seconds, limits.seconds()));
        }
    }

    void refuseTooMany(long frames) {
        refuseTooMany(file, limits, frames);
    }

    void refuseNone(long frames) {
        if (frames == 0) {
            throw new UserError("%s has no frames. Give a video file.".formatted(file));
        }
    }

    static void refuseTooMany(Path file, ClipLimits limits, long frames) {
        if (frames > limits.frames()) {
            throw new UserError(
                    "%s has more than %,d frames, which is the limit. Cut the clip.".formatted(file, limits.frames()));
        }
    }
}
