package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.TensorSource;
import java.nio.file.Path;
import java.util.Map;

/**
 * The text tokens of a prompt as the transformer wants them: hidden states up to the prompt's true length, zeros beyond
 * (docs/models.md). A prompt is embedded once and kept as a tensor: an 11 GB text encoder need not stay in memory.
 */
public final class PromptEmbedding {
    /** Name of the tensor in a file. */
    public static final String TENSOR = "prompt_embeds";

    private PromptEmbedding() {}

    /**
     * Embeds a prompt.
     *
     * @param manager owner of the result
     * @return {@code [1, length, dim]}
     */
    public static NDArray of(PromptTokenizer.Tokens tokens, Umt5Encoder encoder, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            Shape shape = new Shape(1, tokens.ids().length);
            NDArray hidden = encoder.encode(scope.create(tokens.ids(), shape), scope.create(tokens.mask(), shape));
            NDArray padded = manager.zeros(hidden.getShape(), DataType.FLOAT32);
            NDIndex used = new NDIndex(":,:" + tokens.trueLength());
            padded.set(used, hidden.get(used));
            return padded;
        }
    }

    /**
     * Embeds a prompt with little memory: of the table of words only those of the prompt are read, and of the encoder one
     * block at a time.
     *
     * @param weights of the encoder under Hugging Face's names
     * @param manager owner of the result
     * @return {@code [1, length, dim]}, to the bit as {@link #of} gives it
     */
    public static NDArray streamed(
            PromptTokenizer.Tokens tokens, TensorSource weights, Umt5Config config, NDManager manager) {
        UsedWords words = UsedWords.of(weights, config, tokens.ids());
        try (NDManager scope = manager.newSubManager()) {
            Umt5Encoder encoder = new Umt5Encoder(new Parameters(scope, words, Holding.STREAMED), words.config());
            return of(new PromptTokenizer.Tokens(words.renumbered(tokens.ids()), tokens.mask()), encoder, manager);
        }
    }

    /** Writes an embedded prompt as the generator folder's {@code text.safetensors}. */
    public static void write(Path file, NDArray embedding, String prompt) {
        SafetensorsWriter.write(file, Map.of(TENSOR, embedding), Map.of("prompt", prompt));
    }
}
