package io.flipside.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CampaignFindingsTest {
    @Test
    void whatIsKnownOfFindingsIsSaidAndWhatIsNotIsPassedOver() {
        assertThat(
                        CampaignFindings.of(
                                bytes(
                                        """
                        {"version": 7, "mood": [], "groups": [
                          {"from": "up", "to": "left", "findings": [{"sentence": "A corner mark appears."}, {"odd": 1}],
                           "clusters": [{"sentence": "12 get brighter.", "size": 12}]},
                          {"to": "<b>", "tooFew": "Only 3."}, 5]}""")))
                .satisfiesExactly(
                        group -> {
                            assertThat(group.name()).isEqualTo("up to left");
                            assertThat(group.sentences()).containsExactly("A corner mark appears.", "12 get brighter.");
                        },
                        group -> {
                            assertThat(group.name()).isEqualTo("to <b>");
                            assertThat(group.sentences()).containsExactly("Only 3.");
                        },
                        group -> assertThat(group.sentences()).isEmpty());
    }

    @Test
    void findingsThatAreNoneAreNoFindings() {
        for (String text : new String[] {"", "{", "[]", "null", "{\"groups\": 1}", "{\"groups\": {}}"}) {
            assertThat(CampaignFindings.of(bytes(text))).isEmpty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
