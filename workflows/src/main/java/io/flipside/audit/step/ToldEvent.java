package io.flipside.audit.step;

import java.util.Map;

/** Something to be told to others. */
public interface ToldEvent {
    /** The same for every attempt to tell it: whoever listens can drop repeats. */
    String id();

    /** What it is about, in a word: {@code audit} or {@code campaign}. */
    String about();

    /** Id of the one that it is about; its events stay in order. */
    String subject();

    /** What happened. */
    String type();

    /** When it happened, epoch milliseconds. */
    long timeMillis();

    /** What there is to say. */
    Map<String, Object> data();
}
