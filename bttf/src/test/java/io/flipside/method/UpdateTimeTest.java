package io.flipside.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.flipside.classifier.ClassifierCosts;
import io.flipside.cost.ClipSize;
import io.flipside.cost.GraphCost;
import io.flipside.cost.MachineRates;
import io.flipside.cost.NamedMachines;
import io.flipside.cost.NetworkRates;
import io.flipside.cost.Operations;
import io.flipside.cost.SearchOverhead;
import io.flipside.cost.SearchRates;
import io.flipside.cost.StageForecast;
import io.flipside.cost.TypeRates;
import io.flipside.cost.WeightRates;
import io.flipside.cost.WeightUse;
import io.flipside.generator.GeneratorCosts;
import io.flipside.generator.NetworkPrecision;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Precision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an update takes, of costs and rates in whole numbers; every reference is the sum in the test's last line. */
class UpdateTimeTest {
    private static final long FILE_BYTES = 1000;
    private static final Operations VELOCITY = new Operations(100, 200);
    private static final Operations DECODER = new Operations(30, 30);
    private static final Operations CLASSIFIED = new Operations(8, 12);
    /** 10 operations a second and half a second a block; 5 and 1; 2 and a quarter. */
    private static final NetworkRates BLOCKS = rates(10, 0.5);

    private static final NetworkRates DECODERS = rates(5, 1);
    private static final NetworkRates CLASSIFIERS = rates(2, 0.25);
    /** 300 / 10 + 4 / 2, 60 / 5 + 1, 20 / 2 + 6 / 4. */
    private static final double TRANSFORMER_SECONDS = 32;

    private static final double OTHER_SECONDS = 13 + 11.5;

    private static NetworkRates rates(double operations, double unit) {
        return new NetworkRates(new TreeMap<>(Map.of(1, operations)), new TreeMap<>(Map.of(1, unit)));
    }

    private static MachineRates machine(double updateSeconds, double fileBytesASecond, long memory) {
        return new MachineRates(
                "test",
                Map.of(Precision.FLOAT32, new TypeRates(BLOCKS, DECODERS, new WeightRates(100, 50))),
                new SearchRates(CLASSIFIERS, updateSeconds, fileBytesASecond, memory),
                true);
    }

    private static GeneratorCosts generator(WeightUse brought) {
        GraphCost velocity = new GraphCost(0, 0, 0, VELOCITY);
        GraphCost decoder = new GraphCost(0, 0, 0, DECODER);
        return new GeneratorCosts(
                new ClipSize(5, 16, 16),
                new ClipSize(2, 2, 2),
                16,
                1,
                4,
                1,
                velocity,
                decoder,
                Operations.NONE,
                Map.of("vae", 40L),
                brought,
                NetworkPrecision.FULL,
                10,
                Optional.empty());
    }

    private static double seconds(WeightUse brought, StageForecast stage, MachineRates machine) {
        ClassifierCosts classifier = new ClassifierCosts(Optional.of(CLASSIFIED), 20, 1, 6);
        return new UpdateTime(generator(brought), classifier, machine)
                .seconds(stage)
                .orElseThrow();
    }

    private static StageForecast kept() {
        return new StageForecast("n=1", 1, List.of(), 30, VELOCITY, DECODER, CLASSIFIED);
    }

    private static StageForecast again() {
        return new StageForecast(
                "n=1", 1, List.of(StageForecast.BLOCKS), 30, new Operations(200, 200), DECODER, CLASSIFIED);
    }

    @Test
    void anUpdateTakesTheSmallOperationsOfEveryNetworkAndWhatIsBesideThem() {
        assertThat(seconds(WeightUse.NONE, kept(), machine(7, 1, 0)))
                .isCloseTo(TRANSFORMER_SECONDS + OTHER_SECONDS + 7, offset(1e-9));
    }

    @Test
    void weightsHeldAsStoredAreWidenedAtEveryEvaluation() {
        assertThat(seconds(new WeightUse(Holding.STORED, 900, FILE_BYTES), kept(), machine(0, 1, 0)))
                .isCloseTo(TRANSFORMER_SECONDS + 9 + OTHER_SECONDS, offset(1e-9));
    }

    @Test
    void streamedWeightsThatMemoryDoesNotHoldAreReadAtEveryEvaluation() {
        WeightUse streamed = new WeightUse(Holding.STREAMED, 900, FILE_BYTES);
        // a graph of all blocks waits for each: 900 bytes at 50 a second, and at 20 a second from disk
        assertThat(seconds(streamed, kept(), machine(0, 20, 0)))
                .isCloseTo(TRANSFORMER_SECONDS + 18 + 45 + OTHER_SECONDS, offset(1e-9));
    }

    @Test
    void blockByBlockTheNextIsReadWhileOneIsComputed() {
        WeightUse streamed = new WeightUse(Holding.STREAMED, 900, FILE_BYTES);
        double computed = 40 + 2 * 4 / 2.0 / 1.5 + 36;
        assertThat(seconds(streamed, again(), machine(0, 10, 0))).isCloseTo(180 + OTHER_SECONDS, offset(1e-9));
        assertThat(seconds(streamed, again(), machine(0, 1000, 0))).isCloseTo(computed + OTHER_SECONDS, offset(1e-9));
    }

    @Test
    void streamedWeightsThatMemoryHoldsAreNotReadAgain() {
        WeightUse streamed = new WeightUse(Holding.STREAMED, 900, FILE_BYTES);
        // 30 of graphs, 50 of the generator, 20 of the classifier
        long beside = 100;
        double inMemory = TRANSFORMER_SECONDS + 18 + OTHER_SECONDS;
        assertThat(seconds(streamed, kept(), machine(0, 20, FILE_BYTES + beside)))
                .isCloseTo(inMemory, offset(1e-9));
        assertThat(seconds(streamed, kept(), machine(0, 20, FILE_BYTES + beside - 1)))
                .isCloseTo(inMemory + 45, offset(1e-9));
    }

    @Test
    void aNamedMachineReadsStreamedWeightsToo() {
        MachineRates l4 = NamedMachines.of("l4").orElseThrow().rates();
        WeightUse streamed = new WeightUse(Holding.STREAMED, 33_000_000_000L, 33_000_000_000L);
        double resident = seconds(WeightUse.NONE, again(), l4);
        assertThat(seconds(streamed, again(), l4)).isCloseTo(resident + 33, offset(0.1));
    }

    /** Reference: a factor of 1.5 and 2 seconds beside, from 4 and 20 seconds of networks. */
    @Test
    void whatASearchTakesBesideItsNetworksFollowsFromTwoUpdates() {
        SearchOverhead overhead =
                SearchOverhead.between(new SearchOverhead.Update(4, 8), new SearchOverhead.Update(20, 32));
        assertThat(overhead).isEqualTo(new SearchOverhead(1.5, 2));
        MachineRates with = machine(0, 20, 5).with(overhead);
        assertThat(seconds(WeightUse.NONE, kept(), with))
                .isCloseTo(1.5 * (TRANSFORMER_SECONDS + OTHER_SECONDS) + 2, offset(1e-9));
        assertThat(with.search().memoryBytes()).isEqualTo(5);
    }

    @Test
    void aSearchIsNeverFasterThanItsNetworks() {
        assertThat(SearchOverhead.between(new SearchOverhead.Update(4, 8), new SearchOverhead.Update(20, 22)))
                .isEqualTo(new SearchOverhead(1, 3));
        assertThat(SearchOverhead.between(new SearchOverhead.Update(4, 3), new SearchOverhead.Update(20, 10)))
                .isEqualTo(SearchOverhead.NONE);
        assertThat(SearchOverhead.between(new SearchOverhead.Update(4, 4), new SearchOverhead.Update(20, 44)))
                .isEqualTo(new SearchOverhead(2, 0));
    }
}
