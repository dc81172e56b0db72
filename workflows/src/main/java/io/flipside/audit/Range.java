package io.flipside.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a number of a request may be, and finite whatever it says: the constructor's check ({@link Check#components}) and
 * the published schema both come from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Range {
    /** The smallest. */
    double min() default Double.NEGATIVE_INFINITY;

    /** What it must exceed. */
    double moreThan() default Double.NEGATIVE_INFINITY;

    /** The largest. */
    double max() default Double.POSITIVE_INFINITY;

    /** What it must stay below. */
    double lessThan() default Double.POSITIVE_INFINITY;
}
