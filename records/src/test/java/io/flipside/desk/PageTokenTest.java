package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "audit-0123456789abcdef", "A.b_c-d"})
    void whatWasWrittenIsReadAgainAndFitsAnAddress(String audit) {
        PageToken token = PageToken.behind("after", audit);
        assertThat(PageToken.of("page", token.text())).isEqualTo(token);
        assertThat(token.text()).matches("[A-Za-z0-9_-]+").doesNotContain(audit);
    }

    @Test
    void theLongestIdFits() {
        PageToken token = PageToken.behind("after", "a".repeat(100));
        assertThat(PageToken.of("page", token.text())).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "%", "audit-1", "1:", "1:.hidden", "1:a/b", "2:a", "1:\u0000"})
    void anythingElseIsRefusedByItsField(String inside) {
        String encoded = Base64.getUrlEncoder().encodeToString(inside.getBytes(StandardCharsets.UTF_8));
        for (String text : new String[] {inside, encoded, encoded + "=", encoded.repeat(100)}) {
            assertThatThrownBy(() -> PageToken.of("page", text))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("'page'");
        }
    }
}
