package io.flipside.checkpoint;

import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.flipside.method.UpdateReport;
import io.flipside.record.UpdateLine;

/** Reports of updates in JSON are the lines of the record: the room of the methods knows no JSON. */
final class UpdateReportJson {
    private UpdateReportJson() {}

    /** What makes a mapper write and read reports so. */
    static SimpleModule module() {
        return new SimpleModule("flipside-update-reports")
                .addSerializer(UpdateReport.class, new StdDelegatingSerializer(UpdateReport.class, new ToLine()))
                .addDeserializer(UpdateReport.class, new StdDelegatingDeserializer<>(new FromLine()));
    }

    private static final class ToLine extends StdConverter<UpdateReport, UpdateLine> {
        @Override
        public UpdateLine convert(UpdateReport report) {
            return new UpdateLine(report.stage(), report.iteration(), report.terms());
        }
    }

    private static final class FromLine extends StdConverter<UpdateLine, UpdateReport> {
        @Override
        public UpdateReport convert(UpdateLine line) {
            return new UpdateReport(line.stage(), line.iteration(), line.terms());
        }
    }
}
