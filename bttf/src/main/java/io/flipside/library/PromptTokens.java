package io.flipside.library;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.file.Sha256;
import io.flipside.generator.PromptEmbedding;
import io.flipside.generator.PromptTokenizer;
import io.flipside.generator.Umt5Config;
import io.flipside.generator.WanNames;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.TorchDevice;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tokens of prompts, each embedded once and kept under the hash of encoder, tokenizer and prompt. The encoder is let go of
 * before anything else is opened.
 */
final class PromptTokens {
    private static final String FOLDER = "prompts";

    private final Path folder;

    PromptTokens(Path root) {
        this.folder = root.resolve(FOLDER);
    }

    /**
     * The file of a prompt's tokens, made now if it is not there.
     *
     * @param draft a generator with a text encoder and a tokenizer, hashed
     * @throws UserError if a part is missing, or the prompt is too long
     */
    Path of(EntryDraft draft, String prompt) {
        PartFacts encoder = part(draft, PartKind.TEXT_ENCODER);
        PartFacts tokenizer = part(draft, PartKind.TOKENIZER);
        Path file = folder.resolve(key(encoder, tokenizer, prompt) + ".safetensors");
        if (!Files.isRegularFile(file)) {
            embed(draft, tokenizer.files().get(0).path(), prompt, file);
        }
        return file;
    }

    private static PartFacts part(EntryDraft draft, PartKind kind) {
        return draft.entry().parts().stream()
                .filter(part -> part.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "a prompt needs the part " + kind.id() + ", which " + kind.purpose() + ". Give it with --part "
                                + kind.id() + "=PATH, or the tokens themselves with --part text=FILE."));
    }

    private static String key(PartFacts encoder, PartFacts tokenizer, String prompt) {
        List<String> digests = Stream.of(encoder, tokenizer)
                .flatMap(part -> part.files().stream())
                .map(KeptFile::sha256)
                .sorted()
                .toList();
        return Sha256.of((String.join("\n", digests) + "\n" + prompt).getBytes(StandardCharsets.UTF_8));
    }

    private void embed(EntryDraft draft, Path tokenizerFile, String prompt, Path file) {
        Path encoderFolder = draft.folder().resolve(PartKind.TEXT_ENCODER.id());
        int length = WanTransformerConfig.of(JsonConfig.read(draft.folder().resolve(PartKind.TRANSFORMER.id())))
                .textLength();
        try (PromptTokenizer tokenizer = PromptTokenizer.open(tokenizerFile, length);
                NDManager manager = TorchDevice.CPU.manager()) {
            PromptTokenizer.Tokens tokens = tokenizer.tokenize(prompt);
            Umt5Config config = Umt5Config.of(JsonConfig.read(encoderFolder));
            TensorSource weights = WanNames.textEncoder(Weights.open(encoderFolder));
            Files.createDirectories(folder);
            PromptEmbedding.write(file, PromptEmbedding.streamed(tokens, weights, config, manager), prompt);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }
}
