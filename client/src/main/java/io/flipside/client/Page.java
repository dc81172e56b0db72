package io.flipside.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A part of a list.
 *
 * @param <T> what it is a list of
 */
public final class Page<T> {
    private final List<T> items;
    private final Optional<String> nextAddress;
    private final Supplier<Optional<Page<T>>> following;

    Page(List<T> items, Optional<String> nextAddress, Supplier<Optional<Page<T>>> following) {
        this.items = List.copyOf(items);
        this.nextAddress = nextAddress;
        this.following = following;
    }

    /** What is on it. */
    public List<T> items() {
        return items;
    }

    /** Path and query of the next page, as the service gave it; empty behind the last. */
    public Optional<String> nextAddress() {
        return nextAddress;
    }

    /** Asks for the next page; empty behind the last. */
    public Optional<Page<T>> next() {
        return following.get();
    }

    /** All that is on this page and on those behind it, each asked for when it is come to. */
    public Stream<T> andBehind() {
        return Stream.iterate(Optional.of(this), Optional::isPresent, page -> page.flatMap(Page::next))
                .flatMap(page -> page.map(Page::items).orElse(List.of()).stream());
    }
}
