package io.flipside.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.cost.MachineRates;
import io.flipside.cost.NetworkRates;
import io.flipside.cost.SearchRates;
import io.flipside.cost.TypeRates;
import io.flipside.cost.WeightRates;
import io.flipside.tensor.Precision;
import io.flipside.tensor.TorchDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFileTest {
    private static final NetworkRates RATES =
            new NetworkRates(new TreeMap<>(Map.of(24, 1e9, 96, 2e9)), new TreeMap<>(Map.of(24, 0.001, 96, 0.002)));

    @TempDir
    private Path folder;

    private MachineFile file;

    @BeforeEach
    void machine() {
        file = new MachineFile(folder.resolve("cache"), TorchDevice.CPU);
    }

    @Test
    void ratesAreReadAsTheyWereWritten() {
        MachineRates rates = new MachineRates(
                file.name(),
                Map.of(Precision.FLOAT32, new TypeRates(RATES, RATES, new WeightRates(3e9, 2e9))),
                new SearchRates(RATES, 0.01, 1e9, 24L << 30),
                true);
        assertThat(file.read()).isEmpty();

        file.write(rates);

        assertThat(file.read()).contains(rates);
    }

    @Test
    void ratesOfAnEarlierVersionAreAsGoodAsNoneAndADamagedFileIsSaidToBe() throws IOException {
        Path json = Files.createDirectories(folder.resolve("cache")).resolve("machine.json");
        Files.writeString(
                json,
                """
                {"float32": {"transformer": {"192": 1e11}, "decoder": {"16": 1e11}, "blockSeconds": 0.001,
                 "decoderSeconds": 0.01}}""");
        assertThat(file.read()).isEmpty();

        for (String damaged : new String[] {"{\"search\": 1, \"float32\": {}}", "{\"search\": {}, \"float32\": {}}", "{"}) {
            Files.writeString(json, damaged);
            assertThatThrownBy(file::read)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("machine.json cannot be read")
                    .hasMessageContaining("flipside doctor --calibrate");
        }
    }
}
