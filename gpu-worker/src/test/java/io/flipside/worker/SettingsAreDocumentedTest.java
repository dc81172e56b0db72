package io.flipside.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of docs/service.md and the interfaces that settings are read through. */
class SettingsAreDocumentedTest {
    private static final Pattern NAME = Pattern.compile("`(FLIPSIDE_[A-Z_]+|_[A-Z_]+)`");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** Taken as they are written: nothing in a token is expanded. And what libtorch needs before there are settings. */
    private static final Set<String> READ_OTHERWISE =
            Set.of("FLIPSIDE_HTTP_TOKEN", "FLIPSIDE_HTTP_TOKEN_FILE", "FLIPSIDE_THREADS");

    /** Variables of the table, each with its row. */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String row : Files.readAllLines(Path.of("../docs/service.md"))) {
            String[] cells = row.split("\\|");
            if (!row.startsWith("| `FLIPSIDE_") || cells.length < 3) {
                continue;
            }
            String family = "";
            for (String name : NAME.matcher(cells[1])
                    .results()
                    .map(found -> found.group(1))
                    .toList()) {
                if (name.startsWith("_")) {
                    rows.put(family + name, row);
                } else {
                    family = name.substring(0, Math.max(0, name.indexOf('_', "FLIPSIDE_".length())));
                    rows.put(name, row);
                }
            }
        }
        return rows;
    }

    /** Variables of the interfaces, each with its default. */
    private static Map<String, String> mapped() throws ClassNotFoundException {
        Map<String, String> properties = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter().importPackages("io.flipside")) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                ConfigClass.configClass(Class.forName(type.getName()))
                        .getProperties()
                        // of a list there is an entry more, for those that are given one by one
                        .forEach((name, otherwise) ->
                                properties.put(variable(name.replace("[*]", "")), String.valueOf(otherwise)));
            }
        }
        return properties;
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    @Test
    void whatIsDocumentedIsReadAndWhatIsReadIsDocumented() throws Exception {
        Set<String> read = new TreeSet<>(mapped().keySet());
        read.addAll(READ_OTHERWISE);
        assertThat(documented().keySet()).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void defaultsThatAreNumbersAreThoseOfTheTable() throws Exception {
        Map<String, String> rows = documented();
        mapped().forEach((name, otherwise) -> {
            if (NUMBER.matcher(otherwise).matches()) {
                assertThat(NUMBER.matcher(rows.get(name)).results().map(MatchResult::group))
                        .as(name)
                        .contains(otherwise);
            }
        });
    }
}
