package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.step.AcceptInput;
import io.flipside.record.AuditIndex;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.store.MemoryStore;
import io.flipside.store.ObjectConflict;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptTest {
    private final MemoryStore store = new MemoryStore();
    private final Accept accept = new Accept(store);

    @Test
    void aRequestIsKeptAndItsAuditOpenHoweverOftenItIsAccepted() {
        accept.run(new AcceptInput("a", TinyAudit.REQUEST));
        accept.run(new AcceptInput("a", TinyAudit.REQUEST));
        assertThat(store.find(AuditKeys.request("a"), 10_000).map(json -> AuditJson.read(json, AuditRequest.class)))
                .contains(TinyAudit.REQUEST);
        assertThat(new AuditIndex(store).page("", 10)).singleElement().satisfies(entry -> assertThat(entry.auditId())
                .isEqualTo("a"));
    }

    @Test
    void whatTheFormerBuildAcceptedIsAcceptedAgainAndStaysAsItWas() {
        String search =
                "\"search\":{\"inversionIterations\":0,\"iterations\":2,\"denoisingSteps\":2,\"learningRate\":0.05,"
                        + "\"styleWeight\":1e5,\"shift\":3,\"lastSteps\":0,\"confidence\":0},";
        String policies = "\"policies\":{\"heartbeatSeconds\":30,\"checkpointSeconds\":0,\"adapterErrorLimit\":1},";
        AuditRequest request = TinyAudit.REQUEST.searchedBy(TinyAudit.PLAN.with(Policies.DEFAULT));
        String now = new String(AuditJson.bytes(request), StandardCharsets.UTF_8);
        byte[] former =
                now.replaceFirst("\"plan\":.*(?=\"seed\":)", search + policies).getBytes(StandardCharsets.UTF_8);
        store.put(AuditKeys.request("a"), former, "application/json");
        accept.run(new AcceptInput("a", request));
        assertThat(store.find(AuditKeys.request("a"), 10_000)).contains(former);
    }

    @Test
    void anotherRequestOfTheSameAuditIsNotAccepted() {
        accept.run(new AcceptInput("a", TinyAudit.REQUEST));
        AuditRequest other = TinyWorld.request(TinyAudit.REQUEST.clip(), Optional.empty(), TinyAudit.PLAN);
        assertThatThrownBy(() -> accept.run(new AcceptInput("a", other))).isInstanceOf(ObjectConflict.class);
        assertThat(store.find(AuditKeys.request("a"), 10_000)).contains(AuditJson.bytes(TinyAudit.REQUEST));
    }
}
