package io.flipside.plan;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.UserError;
import io.flipside.cost.MachineRates;
import io.flipside.cost.SearchRates;
import io.flipside.cost.TypeRates;
import io.flipside.tensor.Precision;
import io.flipside.tensor.TorchDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file that a machine's rates are kept in: {@code search}, and one object for each type.
 *
 * @param folder of it
 * @param device that they are of
 */
record MachineFile(Path folder, TorchDevice device) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
    private static final String SEARCH = "search";

    /** What is kept, if it is of this version: an earlier one knew less, and is as good as none. */
    Optional<MachineRates> read() {
        Path file = file();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(file.toFile());
            if (!json.has(SEARCH)) {
                return Optional.empty();
            }
            Map<Precision, TypeRates> types = new EnumMap<>(Precision.class);
            for (Precision type : Precision.values()) {
                JsonNode rates = json.path(type.text());
                if (!rates.isMissingNode()) {
                    types.put(type, JSON.convertValue(rates, TypeRates.class));
                }
            }
            return Optional.of(new MachineRates(
                    name(), types, JSON.convertValue(json.get(SEARCH), SearchRates.class), true));
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    "file " + file + " cannot be read: " + e.getMessage()
                            + ". Measure again: flipside doctor --calibrate.",
                    e);
        }
    }

    void write(MachineRates rates) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(SEARCH, rates.search());
        rates.types().forEach((type, ofType) -> json.put(type.text(), ofType));
        try {
            Files.createDirectories(folder);
            JSON.writerWithDefaultPrettyPrinter().writeValue(file().toFile(), json);
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** For people. */
    String name() {
        return device.equals(TorchDevice.CPU) ? "this machine" : "this machine's " + device.name();
    }

    private Path file() {
        String of = device.equals(TorchDevice.CPU) ? "" : "-" + device.name().replace(':', '-');
        return folder.resolve("machine" + of + ".json");
    }
}
