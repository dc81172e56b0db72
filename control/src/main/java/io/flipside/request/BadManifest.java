package io.flipside.request;

import io.flipside.UserError;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A manifest with rows that can never become audits. None of its rows is started. */
public final class BadManifest extends UserError {
    private static final long serialVersionUID = 1L;

    /** Rows that are named. */
    private static final int MOST_NAMED = 100;

    private final transient List<Problem> named;
    private final int more;

    /**
     * What is wrong with a row.
     *
     * @param line of the manifest, from 1
     * @param problem for people
     */
    public record Problem(int line, String problem) {}

    /** @param problems of all bad rows, by line */
    BadManifest(SortedMap<Integer, String> problems) {
        this(
                problems.entrySet().stream()
                        .limit(MOST_NAMED)
                        .map(row -> new Problem(row.getKey(), row.getValue()))
                        .toList(),
                problems.size());
    }

    private BadManifest(List<Problem> named, int all) {
        super(message(named, all));
        this.named = named;
        this.more = all - named.size();
    }

    private static String message(List<Problem> named, int all) {
        String rows = named.stream()
                .map(row -> "line " + row.line() + ": " + row.problem())
                .collect(Collectors.joining(" "));
        String rest = all > named.size() ? " And " + (all - named.size()) + " rows more." : "";
        return "the manifest has " + all + " bad rows, so none is started. " + rows + rest;
    }

    /** The first of them, by line. */
    public List<Problem> named() {
        return named;
    }

    /** How many there are beside those. */
    public int more() {
        return more;
    }
}
