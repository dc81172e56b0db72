package io.flipside.generator;

import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.TensorCheck;
import java.nio.file.Path;
import java.util.List;

/** What does not fit in a umT5 encoder's folder, from its configuration and headers alone. */
public final class TextEncoderHeaders {
    private TextEncoderHeaders() {}

    /**
     * All that does not fit; no tensor is read.
     *
     * @return sentences; empty if everything fits
     * @throws io.flipside.UserError if a file is missing or cannot be read
     */
    public static List<String> problems(Path folder) {
        ReadFiles files = new ReadFiles(folder);
        Umt5Config config = Umt5Config.of(files.config(folder));
        return TensorCheck.problems(
                WanNames.textEncoder(files.weights(folder)), p -> new Umt5Encoder(p, config), Harmless::inTextEncoder);
    }
}
