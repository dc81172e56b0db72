package io.flipside.generator;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The umT5 tokenizer from its {@code tokenizer.json} (docs/models.md): cleans a prompt as Wan does, ends it with the
 * end-of-sequence token that the file defines, and pads it. Nothing is downloaded.
 */
public final class PromptTokenizer implements AutoCloseable {
    private static final Map<String, String> ENTITIES =
            Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#39;", "'", "&apos;", "'", "&nbsp;", " ");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final HuggingFaceTokenizer tokenizer;
    private final int length;

    private PromptTokenizer(HuggingFaceTokenizer tokenizer, int length) {
        this.tokenizer = tokenizer;
        this.length = length;
    }

    /**
     * Opens a tokenizer.
     *
     * @param file {@code tokenizer.json}
     * @param length tokens of a padded prompt
     * @throws UserError if the file is missing or malformed
     */
    public static PromptTokenizer open(Path file, int length) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("tokenizer file " + file + " does not exist. Give the model's tokenizer.json.");
        }
        try {
            return new PromptTokenizer(
                    HuggingFaceTokenizer.builder()
                            .optTokenizerPath(file)
                            .optAddSpecialTokens(true)
                            .optPadding(false)
                            .optTruncation(false)
                            .build(),
                    length);
        } catch (IOException | RuntimeException e) {
            throw new UserError("tokenizer file " + file + " cannot be read. Give the model's tokenizer.json.", e);
        }
    }

    /**
     * A prompt as numbers.
     *
     * @param ids {@code length} tokens, padded with 0
     * @param mask 1 for a token, 0 for padding
     */
    public record Tokens(long[] ids, long[] mask) {
        /** Tokens before the padding. */
        public int trueLength() {
            return (int) Arrays.stream(mask).sum();
        }
    }

    /**
     * Tokenizes a prompt.
     *
     * @throws UserError if it has more tokens than fit
     */
    public Tokens tokenize(String prompt) {
        long[] ids = tokenizer.encode(clean(prompt)).getIds();
        if (ids.length > length) {
            throw new UserError("the prompt has " + ids.length + " tokens; at most " + length + " fit. Shorten it.");
        }
        long[] mask = new long[length];
        Arrays.fill(mask, 0, ids.length, 1);
        return new Tokens(Arrays.copyOf(ids, length), mask);
    }

    /** Entities resolved twice, as prompts from web pages need, and white space collapsed. */
    static String clean(String prompt) {
        String text = java.text.Normalizer.normalize(prompt, java.text.Normalizer.Form.NFC);
        for (int pass = 0; pass < 2; pass++) {
            for (Map.Entry<String, String> entity : ENTITIES.entrySet()) {
                text = text.replace(entity.getKey(), entity.getValue());
            }
            text = text.replace("&amp;", "&");
        }
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
