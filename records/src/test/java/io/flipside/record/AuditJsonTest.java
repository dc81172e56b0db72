package io.flipside.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.PayloadLimit;
import io.flipside.audit.step.ModelFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"weights \uD83D\uDE00.safetensors", "G\u00e4nse", "\u8a9e", "a \"b\" \\"})
    void anyFileNameOfAModelIsReadBackFromStoreAndHistory(String file) {
        ModelFacts facts = new ModelFacts(
                Map.of(file, "0".repeat(64)),
                Map.of(),
                Optional.empty(),
                file,
                0.5,
                0.5,
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertThat(AuditJson.read(AuditJson.bytes(facts), ModelFacts.class)).isEqualTo(facts);
        var converter = PayloadLimit.converter();
        assertThat(converter.fromPayloads(0, converter.toPayloads(facts), ModelFacts.class, ModelFacts.class))
                .isEqualTo(facts);
    }
}
