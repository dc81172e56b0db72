package io.flipside.domain;

import com.google.gson.Gson;
import io.flipside.UserError;
import io.flipside.tensor.HeaderLimits;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.SafetensorsFile;
import io.flipside.tensor.SafetensorsMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The limits of a generator with an adapter. They lie in the metadata of the adapter's file, under {@value #METADATA}, in
 * the form of {@value DomainLimits#FILE}, for an adapter travels as one file; and they say of which files of a generator
 * they are, for with another's they mean nothing.
 */
public final class AdapterDomain {
    /** Key in the metadata. */
    public static final String METADATA = "flipside_domain";

    private static final String GENERATOR = "generator";

    private AdapterDomain() {}

    /**
     * The limits for this adapter with this generator, if they were measured.
     *
     * @param adapter safetensors file
     * @param generator sha256 of every file of the generator, by relative name
     * @throws UserError naming the field that is missing or no limit
     */
    public static Optional<DomainLimits> find(Path adapter, Map<String, String> generator) {
        return json(adapter)
                .filter(json -> files(json).equals(new TreeMap<>(generator)))
                .map(json -> DomainLimits.of(json.object("limits")));
    }

    /** Whatever limits are in the file, of whichever generator. */
    public static Optional<DomainLimits> any(Path adapter) {
        return json(adapter).map(json -> DomainLimits.of(json.object("limits")));
    }

    /**
     * Writes limits into an adapter's file; its tensors stay as they are, its sha256 changes.
     *
     * @param survey of clips with generator and adapter
     * @param source which clips these were, for people
     * @param generator sha256 of every file of the generator, by relative name
     */
    public static void write(Path adapter, DomainSurvey survey, String source, Map<String, String> generator) {
        Map<String, Object> json = new LinkedHashMap<>(survey.json(source));
        json.put(GENERATOR, new TreeMap<>(generator));
        Path temporary = adapter.resolveSibling(adapter.getFileName() + ".part");
        try {
            Files.deleteIfExists(temporary);
            SafetensorsMetadata.add(adapter, temporary, METADATA, new Gson().toJson(json));
            Files.move(temporary, adapter, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError("adapter " + adapter + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static Optional<JsonConfig> json(Path adapter) {
        return Optional.ofNullable(SafetensorsFile.open(adapter, HeaderLimits.ADAPTER)
                        .header()
                        .metadata()
                        .get(METADATA))
                .map(text -> JsonConfig.ofText(adapter + " " + METADATA, text));
    }

    private static Map<String, String> files(JsonConfig json) {
        Map<String, String> files = new TreeMap<>();
        json.object(GENERATOR).root().entrySet().forEach(file -> {
            if (!file.getValue().isJsonPrimitive()) {
                throw new UserError(
                        "config " + json.origin() + ": '" + GENERATOR + "' must name files and their sha256."
                                + " Measure anew: flipside measure domain --generator DIR --adapter FILE --write.");
            }
            files.put(file.getKey(), file.getValue().getAsString());
        });
        return files;
    }
}
