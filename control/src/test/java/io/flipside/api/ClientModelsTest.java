package io.flipside.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.flipside.client.Page;
import io.flipside.client.api.AuditsApi;
import io.flipside.client.api.CampaignsApi;
import io.flipside.client.api.ScalingApi;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client's models, which are generated, and what a service answered. */
class ClientModelsTest {
    private static final Path EXAMPLES = Path.of("src/main/resources/io/flipside/api/examples");
    private static final String RESPONSE = ".response.json";
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    static List<String> operations() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(RESPONSE))
                    .map(name -> name.replace(RESPONSE, ""))
                    .sorted()
                    .toList();
        }
    }

    private static JavaType answer(String operation) {
        Method call = Stream.of(AuditsApi.class, CampaignsApi.class, ScalingApi.class)
                .flatMap(api -> Arrays.stream(api.getMethods()))
                .filter(method -> method.getName().equals(operation))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the client has no call " + operation));
        JavaType type = STRICT.constructType(call.getGenericReturnType());
        return type.hasRawClass(Page.class)
                ? STRICT.getTypeFactory()
                        .constructCollectionType(
                                List.class,
                                STRICT.constructType(
                                        ((ParameterizedType) call.getGenericReturnType()).getActualTypeArguments()[0]))
                : type;
    }

    /** What is there and what is null is the same to a model. */
    private static JsonNode withoutNulls(JsonNode json) {
        json.forEach(ClientModelsTest::withoutNulls);
        if (json.isObject()) {
            json.properties().removeIf(field -> field.getValue().isNull());
        }
        return json;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aModelKeepsEverythingThatAServiceAnswered(String operation) throws IOException {
        String said = Files.readString(EXAMPLES.resolve(operation + RESPONSE));
        Object read = STRICT.readValue(said, answer(operation));
        JsonNode written = STRICT.readTree(STRICT.writeValueAsString(read));
        assertThat(withoutNulls(written)).isEqualTo(withoutNulls(STRICT.readTree(said)));
    }
}
