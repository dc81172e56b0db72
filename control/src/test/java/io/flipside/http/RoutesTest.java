package io.flipside.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every route of the service, and the table of docs/roles.md. */
class RoutesTest {
    private static final java.nio.file.Path TABLE = java.nio.file.Path.of("../docs/roles.md");

    /** The framework's own, which no class here declares. */
    private static final Map<String, String> OTHERS = Map.of(
            "GET /metrics", "reader",
            "GET /q/openapi", "reader",
            "GET /q/health", "reader",
            "GET /q/health/live", "anybody",
            "GET /q/health/ready", "anybody",
            "GET /q/health/started", "anybody");

    /** Who may, at the least, by route. */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> routes = new TreeMap<>();
        for (String row : Files.readAllLines(TABLE)) {
            String[] cells = row.split("\\|");
            if (row.startsWith("| `") && cells.length == 6) {
                String least = Stream.of("anybody", "reader", "auditor", "operator")
                        .skip(firstYes(cells))
                        .findFirst()
                        .orElse("nobody");
                assertThat(routes.put(cells[1].strip().replace("`", ""), least))
                        .as(row)
                        .isNull();
            }
        }
        return routes;
    }

    private static long firstYes(String[] cells) {
        for (int i = 2; i < 6; i++) {
            if (!cells[i].strip().equals("no")) {
                return i - 2;
            }
        }
        return 4;
    }

    private static Map<String, String> declared() throws Exception {
        Map<String, String> routes = new TreeMap<>(OTHERS);
        for (Class<?> type : classes()) {
            if (!type.isAnnotationPresent(Path.class)) {
                continue;
            }
            for (Method method : type.getDeclaredMethods()) {
                for (Annotation annotation : method.getAnnotations()) {
                    HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (verb != null) {
                        routes.put(verb.value() + " " + path(type, method), role(method));
                    }
                }
            }
        }
        return routes;
    }

    /** Every class of this module. */
    private static List<Class<?>> classes() throws Exception {
        java.nio.file.Path folder = java.nio.file.Path.of(
                Border.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<java.nio.file.Path> files = Files.walk(folder)) {
            for (java.nio.file.Path file : files.toList()) {
                String name = folder.relativize(file).toString();
                if (name.startsWith("io/flipside/") && name.endsWith(".class") && !name.endsWith("-info.class")) {
                    classes.add(Class.forName(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'),
                            false,
                            RoutesTest.class.getClassLoader()));
                }
            }
        }
        return classes;
    }

    private static String path(Class<?> type, Method method) {
        String own = method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
        String whole = ("/" + type.getAnnotation(Path.class).value() + "/" + own)
                .replaceAll("/+", "/")
                .replaceAll("\\{(\\w+):(?:[^{}]|\\{[^}]*})*}", "{$1}");
        return whole.length() > 1 && whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    }

    private static String role(Method method) {
        if (method.isAnnotationPresent(PermitAll.class)) {
            return "anybody";
        }
        return method.isAnnotationPresent(RolesAllowed.class)
                ? String.join(",", method.getAnnotation(RolesAllowed.class).value())
                : "nobody";
    }

    @Test
    void everyRouteSaysWhoMayAndTheTableSaysTheSame() throws Exception {
        assertThat(declared()).isEqualTo(documented()).doesNotContainValue("nobody");
    }
}
