package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What people see of an audit at work. */
class WatchCommandTest {
    private static final String UPDATE = "'update': {'stage': 7, 'iteration': 1, 'most': 2, 'loss': 0.5,"
            + " 'targetProbability': 0.25}, 'secondsLeft': 61";

    private static String line(String progress) throws JsonProcessingException {
        String json = "{'status': 'running', 'progress': {'step': 'search', 'lastStage': 9, " + progress + "}, "
                + UPDATE + "}";
        return WatchCommand.line(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    @Test
    void aStageIsCalledAsItsMethodCallsIt() throws JsonProcessingException {
        assertThat(line("'planned': [{'id': 3, 'label': 'far'}, {'id': 7, 'label': 'near'}, {'id': 9, 'label': 'x'}]"))
                .isEqualTo("running  search 2/3 (near)  update 1 of at most 2  loss 0.5000  p(target) 0.250"
                        + "  at most 1:01 left");
    }

    @Test
    void ofAServiceThatTellsNoStagesTheNumberIsShown() throws JsonProcessingException {
        assertThat(line("'planned': null")).startsWith("running  search 7/9  update 1 of");
    }
}
