package io.flipside.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The native libraries of Kafka's codecs. */
public final class Codecs {
    /** Where snappy and zstd unpack theirs; lz4 has a form without. */
    private static final List<String> FOLDERS = List.of("org.xerial.snappy.tempdir", "ZstdTempFolder");

    private Codecs() {}

    /**
     * Lets them be unpacked in a folder of ours, unless another is set: the machine's folder for temporary files may be
     * closed to writing, or to programs. Before the first message is unpacked.
     */
    public static void unpackIn(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("making the folder " + folder, e);
        }
        for (String name : FOLDERS) {
            if (System.getProperty(name) == null) {
                System.setProperty(name, folder.toAbsolutePath().toString());
            }
        }
    }
}
