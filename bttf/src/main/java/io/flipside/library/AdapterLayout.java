package io.flipside.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** PEFT's folders: {@code adapter_config.json} beside the one file of weights. */
final class AdapterLayout {
    private AdapterLayout() {}

    static ModelFolder of(Listing listing) {
        Path named = listing.folder().resolve("adapter_model.safetensors");
        List<Path> weights =
                listing.has("adapter_model.safetensors") ? List.of(named) : WeightChoice.in(listing.folder());
        return new ModelFolder.Adapter(
                new Part(PartKind.ADAPTER, Optional.of(listing.folder().resolve("adapter_config.json")), weights));
    }
}
