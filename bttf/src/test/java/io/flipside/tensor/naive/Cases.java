package io.flipside.tensor.naive;

import io.flipside.tensor.naive.OperatorCase.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Cases that are being collected, with arguments drawn one after another. */
class Cases {
    final Drawn drawn;
    final List<OperatorCase> cases;

    Cases() {
        this.drawn = new Drawn(41);
        this.cases = new ArrayList<>();
    }

    /** Adds to the same cases. */
    Cases(Cases before) {
        this.drawn = before.drawn;
        this.cases = before.cases;
    }

    List<OperatorCase> cases() {
        return List.copyOf(cases);
    }

    void add(String operator, String edge, Function<Given, Plain> naive, Object... arguments) {
        cases.add(OperatorCase.of(operator, edge, naive, arguments));
    }
}
