package io.flipside.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.http.HttpSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSettingsTest {
    private static final Path MODELS = Path.of("shipped");
    private static final Path CACHE = Path.of("cache");
    private static final Path LIBRARY = Path.of("target/no-library");
    private static final String SECRET = "a-secret-that-nobody-may-see";
    private static final Map<String, String> NAMED = Map.of(
            "FLIPSIDE_TEMPORAL_TARGET", "temporal.example:7233",
            "FLIPSIDE_STORE_ENDPOINT", "https://store.example",
            "FLIPSIDE_STORE_ACCESS_KEY", "flipside",
            "FLIPSIDE_STORE_SECRET_KEY", SECRET,
            "FLIPSIDE_KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092");

    private static Config environment(String... more) {
        Map<String, String> all = new HashMap<>(NAMED);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(all, 300))
                .addDefaultInterceptors()
                .build();
    }

    private static ServiceSettings read(String... more) {
        return ServiceSettings.read(environment(more), new ServiceSettings.Defaults(MODELS, LIBRARY, CACHE));
    }

    @Test
    void whatIsNotGivenIsAsDocumented() {
        ServiceSettings settings = read();
        assertThat(settings.roles()).isEqualTo(Role.all());
        assertThat(settings.temporal().namespace()).isEqualTo("default");
        assertThat(settings.temporal().tls()).isFalse();
        assertThat(settings.temporal().stickyTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.store().region()).isEqualTo("us-east-1");
        assertThat(settings.store().bucket()).isEqualTo("flipside");
        assertThat(settings.models()).isEqualTo(MODELS);
        assertThat(settings.generators()).containsExactly("tiny");
        assertThat(settings.cache()).isEqualTo(CACHE);
        assertThat(settings.grace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.kafka().client()).isEqualTo(Map.of("bootstrap.servers", "kafka.example:9092"));
        HttpSettings http = HttpSettings.read(environment());
        assertThat(http).isEqualTo(new HttpSettings(java.util.Set.of(), http.callers(), false, 512L << 20, 4, 32, 600));
    }

    @Test
    void theGeneratorsOfTheLibraryAreServedUnlessOthersAreNamed(@TempDir Path library) throws Exception {
        Files.createDirectories(library.resolve("generators/wan"));
        String place = library.toString();

        assertThat(read("FLIPSIDE_LIBRARY", place).library()).isEqualTo(library);
        assertThat(read("FLIPSIDE_LIBRARY", place).generators()).containsExactly("tiny", "wan");
        assertThat(read("FLIPSIDE_LIBRARY", place, "FLIPSIDE_GENERATORS", "wan").generators())
                .containsExactly("wan");
    }

    @Test
    void whatIsBlankIsNotGiven() {
        ServiceSettings settings = read("FLIPSIDE_ROLES", "", "FLIPSIDE_GRACE", " ", "FLIPSIDE_MODELS", "");
        assertThat(settings).isEqualTo(read());
    }

    @Test
    void whatIsGivenIsTakenWithoutTheSpaceAroundIt() {
        ServiceSettings settings = read(
                "FLIPSIDE_ROLES", " api,workflow",
                "FLIPSIDE_GENERATORS", "tiny, wan-14b",
                "FLIPSIDE_TEMPORAL_API_KEY", SECRET,
                "FLIPSIDE_TEMPORAL_DEPLOYMENT", "flipside.7",
                "FLIPSIDE_TEMPORAL_STICKY_SECONDS", "0 ",
                "FLIPSIDE_MODELS", "/models, all of them");
        assertThat(settings.roles()).containsExactly(Role.API, Role.WORKFLOW);
        assertThat(settings.generators()).containsExactly("tiny", "wan-14b");
        assertThat(settings.temporal().tls()).isTrue();
        assertThat(settings.temporal().deployment().orElseThrow().getBuildId()).isEqualTo("7");
        assertThat(settings.temporal().stickyTimeout()).isZero();
        assertThat(settings.models()).isEqualTo(Path.of("/models, all of them"));
        assertThat(settings.toString()).doesNotContain(SECRET);
    }

    @Test
    void everySettingOfKafkasClientsIsHandedOn() {
        assertThat(read("flipside.kafka.security.protocol", "SASL_SSL").kafka().client())
                .containsEntry("security.protocol", "SASL_SSL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FLIPSIDE_ROLES | flipside.roles | api,boss | api, workflow, cpu, gpu, controller or all, separated by commas.",
                "FLIPSIDE_GRACE | flipside.grace | soon | a number from 0 to 86400.",
                "FLIPSIDE_GRACE | flipside.grace | -1 | a number from 0 to 86400.",
                "FLIPSIDE_GENERATORS | flipside.generators | tiny,../x | names of letters",
                "FLIPSIDE_TEMPORAL_TLS | flipside.temporal.tls | yes | true or false.",
                "FLIPSIDE_TEMPORAL_STICKY_SECONDS | flipside.temporal.sticky-seconds | 1.5 | a number from 0",
                "FLIPSIDE_TEMPORAL_DEPLOYMENT | flipside.temporal.deployment | flipside | a name, a dot and a build",
                "FLIPSIDE_STORE_BUCKET | flipside.store.bucket | No | 3 to 63 lower-case letters",
                "FLIPSIDE_HTTP_UPLOADS | flipside.http.uploads | 0 | a number from 1 to 1000.",
                "FLIPSIDE_HTTP_DOWNLOADS | flipside.http.downloads | 1001 | a number from 1 to 1000.",
                "FLIPSIDE_HTTP_MOST_UPLOAD | flipside.http.most-upload | 1GB | a number from 1 to 68719476736.",
                "FLIPSIDE_HTTP_INSECURE | flipside.http.insecure | yes | true or false.",
                "FLIPSIDE_HTTP_HOSTS | flipside.http.hosts | a:80 | names or addresses without ports"
            })
    void aWrongValueIsNamedWithItsSettingAndWhatWouldBeRight(String variable, String name, String value, String right) {
        Config config = environment(variable, value);
        assertThatThrownBy(() -> {
                    ServiceSettings.check(config);
                    HttpSettings.read(config);
                })
                .isInstanceOf(UserError.class)
                .hasMessageContaining(name)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining("must be " + right)
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLIPSIDE_STORE_ENDPOINT",
                "FLIPSIDE_STORE_ACCESS_KEY",
                "FLIPSIDE_STORE_SECRET_KEY",
                "FLIPSIDE_KAFKA_BOOTSTRAP_SERVERS"
            })
    void whereServicesAreNamedEveryAddressAndKeyMustBeGiven(String variable) {
        Config config = environment(variable, "");
        assertThatThrownBy(() -> ServiceSettings.check(config))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(variable);
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() {
        Config config = environment("FLIPSIDE_TEMPORAL_TLS_CERTIFICATE", "/tls/chain.pem");
        assertThatThrownBy(() -> ServiceSettings.check(config)).hasMessageContaining("flipside.temporal.tls-key");
    }

    @Test
    void aReferenceToNothingIsNamedWithoutAnyPartOfTheSecret() {
        Config config = environment("FLIPSIDE_STORE_SECRET_KEY", "${" + SECRET + "}");
        assertThatThrownBy(() -> ServiceSettings.check(config))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("flipside.store.secret-key")
                .hasNoCause()
                .hasMessageNotContaining(SECRET);
    }
}
