package io.flipside.method;

/** What steers a search besides clip, models and target class. Each method has a record of its own. */
public interface MethodSettings {
    /** Name of the method that these steer, as in {@link SearchMethod#name}. */
    String method();
}
