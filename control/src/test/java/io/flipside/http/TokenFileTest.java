package io.flipside.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.caller.Caller;
import io.flipside.caller.CallerRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of callers with tokens of their own. */
class TokenFileTest {
    private static final String DIGEST = "ab".repeat(32);

    @TempDir
    Path folder;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("tokens"), text).toString();
    }

    @Test
    void aCallerIsKnownByTheTokenThatWasMadeAndByNoOther() throws IOException {
        Token token = Token.random();
        String line = NamedToken.line("alice@example", CallerRole.AUDITOR, token);
        KnownCallers callers = new KnownCallers(
                Optional.empty(), TokenFile.read(file("# people\n\n  " + line + "  \nbob reader " + DIGEST)), false);
        assertThat(line).doesNotContain(token.secret());
        assertThat(callers.of(token.secret())).contains(new Caller("token:alice@example", CallerRole.AUDITOR));
        assertThat(callers.of(token.secret() + "0")).isEmpty();
        assertThat(callers.of(DIGEST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bob reader, must be: NAME ROLE SHA256",
        "bob boss DIGEST, 'reader, auditor or operator'",
        "b:b reader DIGEST, bad name",
        "bob reader a-token-that-nobody-may-see, never with a token",
        "alice reader DIGEST, repeats",
    })
    void aBadLineIsNamedWithItsFileAndNotRepeated(String line, String says) throws IOException {
        String file = file("alice reader " + "cd".repeat(32) + "\n" + line.replace("DIGEST", DIGEST) + "\n");
        assertThatThrownBy(() -> TokenFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("line 2", file, says)
                .hasMessageNotContaining("nobody-may-see");
    }

    @Test
    void aFileThatIsNotThereOrSaysNothingIsAnError() throws IOException {
        assertThatThrownBy(() -> TokenFile.read(folder.resolve("none").toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("FLIPSIDE_HTTP_TOKENS_FILE");
        String empty = file("# nobody yet\n");
        assertThatThrownBy(() -> TokenFile.read(empty))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("token new");
    }

    @Test
    void aTokenOfTheFileIsInNoText() {
        NamedToken token = NamedToken.of("bob", CallerRole.READER, DIGEST);
        assertThat(new KnownCallers(Optional.empty(), List.of(token), false).toString())
                .doesNotContain(DIGEST);
    }
}
