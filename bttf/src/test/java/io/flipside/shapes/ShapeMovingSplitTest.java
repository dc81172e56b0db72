package io.flipside.shapes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShapeMovingSplitTest {

    @Test
    void noClipIsInTwoPartsAndNoneIsLeftOut() {
        var seen = new HashSet<Long>();
        for (ShapeMovingSplit part : ShapeMovingSplit.values()) {
            part.indices(3).takeWhile(i -> i < 10_000).forEach(i -> assertTrue(seen.add(i)));
        }
        assertEquals(10_000, seen.size());
    }

    @Test
    void holdsSeventyTenAndTwentyInAHundred() {
        var counts = new int[3];
        LongStream.range(0, 100_000)
                .forEach(i -> counts[ShapeMovingSplit.of(8, i).ordinal()]++);
        assertEquals(70_000, counts[0], 1_000);
        assertEquals(10_000, counts[1], 700);
        assertEquals(20_000, counts[2], 900);
    }

    @Test
    void dependsOnTheSeed() {
        long[] one = ShapeMovingSplit.TEST.indices(1).limit(100).toArray();
        assertArrayEquals(one, ShapeMovingSplit.TEST.indices(1).limit(100).toArray());
        assertFalse(java.util.Arrays.equals(
                one, ShapeMovingSplit.TEST.indices(2).limit(100).toArray()));
    }
}
