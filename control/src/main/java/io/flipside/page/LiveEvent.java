package io.flipside.page;

/**
 * Something that a page is told while it watches.
 *
 * @param name of the event; {@link #BEAT} for one that only keeps the connection up
 * @param data of it: a part of the page, or JSON
 */
record LiveEvent(String name, String data) {
    /** Of a sign of life. */
    static final String BEAT = "beat";
    /** Of where the audit stands, as a part of the page. */
    static final String RAIL = "rail";
    /** Of an update and whether the audit is held, as JSON. */
    static final String POINT = "point";
    /** Of the end: the page is to be loaded again. */
    static final String OVER = "over";
}
