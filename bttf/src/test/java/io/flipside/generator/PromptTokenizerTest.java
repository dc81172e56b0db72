package io.flipside.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.Fixtures;
import io.flipside.UserError;
import io.flipside.conformance.GoldenFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTokenizerTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeASmallTokenizer() throws Exception {
        file = folder.resolve("tokenizer.json");
        Files.writeString(
                file,
                """
                {"version":"1.0","truncation":null,"padding":null,
                 "added_tokens":[{"id":1,"content":"</s>","single_word":false,"lstrip":false,"rstrip":false,
                                  "normalized":false,"special":true}],
                 "normalizer":null,"pre_tokenizer":{"type":"Whitespace"},
                 "post_processor":{"type":"TemplateProcessing","single":[{"Sequence":{"id":"A","type_id":0}},
                   {"SpecialToken":{"id":"</s>","type_id":0}}],"pair":[{"Sequence":{"id":"A","type_id":0}}],
                   "special_tokens":{"</s>":{"id":"</s>","ids":[1],"tokens":["</s>"]}}},
                 "decoder":null,
                 "model":{"type":"WordLevel","vocab":{"<unk>":2,"</s>":1,"a":5,"shape":6,"moves":7},
                          "unk_token":"<unk>"}}
                """);
    }

    @Test
    void aPromptEndsWithTheEndTokenAndIsPadded() {
        try (PromptTokenizer tokenizer = PromptTokenizer.open(file, 8)) {
            PromptTokenizer.Tokens tokens = tokenizer.tokenize("a  shape\n moves");

            assertThat(tokens.ids()).containsExactly(5, 6, 7, 1, 0, 0, 0, 0);
            assertThat(tokens.mask()).containsExactly(1, 1, 1, 1, 0, 0, 0, 0);
            assertThat(tokens.trueLength()).isEqualTo(4);
        }
    }

    @Test
    void entitiesAreResolvedAndSpaceCollapsed() {
        assertThat(PromptTokenizer.clean("  a &amp;lt; b\t\t&quot;c&quot; ")).isEqualTo("a < b \"c\"");
    }

    @Test
    void aPromptThatDoesNotFitIsRefused() {
        try (PromptTokenizer tokenizer = PromptTokenizer.open(file, 3)) {
            assertThatThrownBy(() -> tokenizer.tokenize("a shape moves"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("4 tokens");
        }
    }

    @Test
    void aMissingTokenizerIsNamed() {
        Path missing = folder.resolve("none.json");

        assertThatThrownBy(() -> PromptTokenizer.open(missing, 3))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void paddingOfAnEmbeddedPromptIsZero() {
        try (NDManager manager = NDManager.newBaseManager();
                PromptTokenizer tokenizer = PromptTokenizer.open(file, 8)) {
            GoldenFolder golden = new GoldenFolder(Fixtures.folder("umt5-encoder"), manager);
            Umt5Encoder encoder = new Umt5Encoder(golden.weights(), Umt5Config.of(golden.config()));

            NDArray embedding = PromptEmbedding.of(tokenizer.tokenize("a shape"), encoder, manager);

            assertThat(embedding.getShape().getShape()).containsExactly(1, 8, 32);
            assertThat(embedding.get(":,3:").abs().sum().getFloat()).isZero();
            assertThat(embedding.get(":,:3").abs().sum().getFloat()).isPositive();
        }
    }
}
