package io.flipside.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.http.HttpSettings;
import io.flipside.http.OidcConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** The file of settings beside the manifests, as the processes read it. */
class ManifestSettingsTest {
    private static final Path FILE = Path.of("../k8s/overlays/production/settings.env");
    private static final ServiceSettings.Defaults DEFAULTS =
            new ServiceSettings.Defaults(Path.of("shipped"), Path.of("target/no-library"), Path.of("cache"));

    private static Map<String, String> file() throws IOException {
        Properties lines = new Properties();
        lines.load(new StringReader(Files.readString(FILE)));
        Map<String, String> settings =
                new TreeMap<>(Map.of("FLIPSIDE_STORE_ACCESS_KEY", "key", "FLIPSIDE_STORE_SECRET_KEY", "secret"));
        lines.stringPropertyNames().forEach(name -> settings.put(name, lines.getProperty(name)));
        return settings;
    }

    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(settings, 300))
                .addDefaultInterceptors()
                .build();
    }

    @Test
    void whatIsBlankThereIsNotSetAndTheRestIsTaken() throws IOException {
        Config whole = config(file());
        Map<String, String> settings = file();
        assertThat(settings.values()).contains("");
        settings.values().removeIf(String::isEmpty);
        Config said = config(settings);
        ServiceSettings.check(whole);
        assertThat(ServiceSettings.read(whole, DEFAULTS)).isEqualTo(ServiceSettings.read(said, DEFAULTS));
        assertThat(OidcConfig.isOn(whole)).isFalse();
        assertThat(HttpSettings.read(whole).changes()).isEqualTo(600);
    }

    @Test
    void anIssuerAndFurtherBucketsAreTakenWhereTheyAreFilledIn() throws IOException {
        Map<String, String> filled = file();
        filled.put("FLIPSIDE_OIDC_ISSUER", "https://issuer.example/realm");
        filled.put("FLIPSIDE_OIDC_AUDIENCE", "flipside");
        filled.put("FLIPSIDE_STORE_CLIP_BUCKETS", "clips,more-clips");
        assertThat(OidcConfig.isOn(config(filled))).isTrue();
        assertThat(ServiceSettings.read(config(filled), DEFAULTS).store().clipBuckets())
                .containsExactlyInAnyOrder("clips", "more-clips");
    }
}
