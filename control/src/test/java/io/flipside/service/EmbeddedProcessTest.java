package io.flipside.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedProcessTest {
    @Test
    void whatKeptTheServicesFromStartingIsSaidNotTheEndOfItsStackTrace() {
        assertThat(
                        EmbeddedProcess.lastMessage(
                                """
                        warning
                        java.lang.IllegalStateException: the broker did not start
                        \tat io.flipside.X.start(X.java:1)
                        Caused by: java.net.BindException: Address already in use
                        \tat io.flipside.Y.bind(Y.java:2)
                        \t... 16 more
                        """))
                .isEqualTo("java.net.BindException: Address already in use");
        assertThat(EmbeddedProcess.lastMessage("error: the folder is no folder.\n"))
                .isEqualTo("the folder is no folder.");
    }

    @Test
    void noSecretOfTheFrontIsHandedOn() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH", "/bin",
                "LC_ALL", "C.UTF-8",
                "FLIPSIDE_HTTP_TOKEN", "secret",
                "FLIPSIDE_STORE_SECRET_KEY", "secret",
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD", "secret",
                "AWS_SECRET_ACCESS_KEY", "secret"));
        EmbeddedProcess.keepOnlyWhatIsNeeded(environment);
        assertThat(environment).isEqualTo(Map.of("PATH", "/bin", "LC_ALL", "C.UTF-8"));
    }
}
