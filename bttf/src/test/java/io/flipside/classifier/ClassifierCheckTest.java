package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassifierCheckTest {
    private NDManager manager;
    private NDArray clip;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
        clip = manager.arange(3f * 2 * 4 * 4).reshape(1, 3, 2, 4, 4).div(100).sub(0.4);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aFunctionOfTheClipIsTaken() {
        assertThat(ClassifierCheck.check(of(ClassifierCheckTest::means), clip)).isEmpty();
    }

    @Test
    void twoRowsForOneClipAreRefused() {
        refuses(x -> NDArrays.concat(new NDList(means(x), means(x)), 0), "(2, 3)");
        refuses(x -> means(x).get(":,:2"), "(1, 2)");
    }

    @Test
    void aStateThatChangesTheAnswerIsRefused() {
        AtomicInteger calls = new AtomicInteger();
        refuses(x -> means(x).add(0.1f * calls.incrementAndGet()), "again");
    }

    @Test
    void anAnswerThatDependsOnTheBatchIsRefused() {
        refuses(x -> means(x).sub(x.mean()), "beside it");
    }

    @Test
    void aGradientThatDoesNotReachThePixelsIsRefused() {
        refuses(x -> x.getManager().ones(new Shape(x.getShape().get(0), 3)).mul(2), "no gradient");
        refuses(x -> means(x).mul(0).add(3), "no gradient");
    }

    @Test
    void aGradientThatIsNoNumberIsRefused() {
        refuses(x -> means(x.sub(x).abs().sqrt()), "gradient of the classifier's answer is not finite");
    }

    @Test
    void oneClipAtATimeIsSaidNotRefused() {
        assertThat(ClassifierCheck.check(
                        of(x -> {
                            if (x.getShape().get(0) > 1) {
                                throw new UserError("fails on a clip of shape " + x.getShape());
                            }
                            return means(x);
                        }),
                        clip))
                .hasSize(1)
                .first()
                .asString()
                .contains("one clip at a time");
    }

    private static NDArray means(NDArray x) {
        return x.reshape(x.getShape().get(0), 3, -1).mean(new int[] {2});
    }

    private void refuses(UnaryOperator<NDArray> logits, String reason) {
        assertThatThrownBy(() -> ClassifierCheck.check(of(logits), clip))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(reason);
    }

    private static VideoClassifier of(UnaryOperator<NDArray> logits) {
        return new VideoClassifier() {
            @Override
            public List<String> classes() {
                return List.of("a", "b", "c");
            }

            @Override
            public NDArray logits(NDArray x) {
                return logits.apply(x);
            }
        };
    }
}
