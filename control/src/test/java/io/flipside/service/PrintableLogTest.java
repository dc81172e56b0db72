package io.flipside.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class PrintableLogTest {
    @Test
    void aMessageStaysOneLineThatSteersNothing() {
        ExtLogRecord record =
                new ExtLogRecord(Level.INFO, "asked for {0}", ExtLogRecord.FormatStyle.MESSAGE_FORMAT, "x");
        record.setParameters(new Object[] {"a\r\nERROR forged\u001b[2J\u2028\u202e"});
        assertThat(new PrintableLog().isLoggable(record)).isTrue();
        assertThat(record.getFormattedMessage())
                .isEqualTo("asked for a\\u000d\\u000aERROR forged\\u001b[2J\\u2028\\u202e");
    }

    @Test
    void aPlainMessageIsAsItWas() {
        ExtLogRecord record = new ExtLogRecord(Level.INFO, "Grüße, %s", ExtLogRecord.FormatStyle.PRINTF, "x");
        record.setParameters(new Object[] {"Zoë"});
        assertThat(new PrintableLog().isLoggable(record)).isTrue();
        assertThat(record.getFormattedMessage()).isEqualTo("Grüße, Zoë");
    }

    @Test
    void aFailureKeepsItsTraceAndItsCausesAndNothingHidden() {
        ExtLogRecord record = new ExtLogRecord(Level.INFO, "failed", "x");
        record.setThrown(new IllegalStateException("a\nb", new IllegalArgumentException("c\u001bd")));
        new PrintableLog().isLoggable(record);
        StringWriter text = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(text));
        assertThat(text.toString())
                .contains(
                        "IllegalStateException: a\\u000ab", "Caused by: java.lang.IllegalArgumentException: c\\u001bd")
                .contains("at io.flipside.service.PrintableLogTest");
    }
}
