package io.flipside.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.flipside.method.UpdateReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reports of updates as JSON: one flat object with stage, iteration and each term by its name. The room of the methods
 * knows no JSON.
 */
final class UpdateReportJson {
    private static final String STAGE = "stage";
    private static final String ITERATION = "iteration";

    private UpdateReportJson() {}

    /** The fields in their order. */
    private static Map<String, Object> fields(UpdateReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(STAGE, report.stage());
        fields.put(ITERATION, report.iteration());
        fields.putAll(report.terms());
        return fields;
    }

    /** What makes a mapper write and read reports so. */
    static SimpleModule module() {
        return new SimpleModule("flipside-update-reports")
                .addSerializer(UpdateReport.class, new StdDelegatingSerializer(UpdateReport.class, new ToFields()))
                .addDeserializer(UpdateReport.class, new Reader());
    }

    private static final class ToFields extends StdConverter<UpdateReport, Map<String, Object>> {
        @Override
        public Map<String, Object> convert(UpdateReport report) {
            return fields(report);
        }
    }

    private static final class Reader extends StdDeserializer<UpdateReport> {
        private static final long serialVersionUID = 1L;
        private static final JavaType FIELDS =
                TypeFactory.defaultInstance().constructMapType(LinkedHashMap.class, String.class, Object.class);

        Reader() {
            super(UpdateReport.class);
        }

        @Override
        public UpdateReport deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Map<String, Double> terms = new LinkedHashMap<>();
            Map<String, Object> fields = context.readValue(parser, FIELDS);
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                terms.put(field.getKey(), number(field.getValue(), context));
            }
            int stage = whole(terms, STAGE, context);
            int iteration = whole(terms, ITERATION, context);
            if (!terms.containsKey(UpdateReport.LOSS)) {
                return context.reportInputMismatch(this, "an update lacks its loss");
            }
            return new UpdateReport(stage, iteration, terms);
        }

        private int whole(Map<String, Double> terms, String name, DeserializationContext context) throws IOException {
            Double value = terms.remove(name);
            if (value == null || value != value.intValue()) {
                return context.<Integer>reportInputMismatch(this, "an update lacks its " + name);
            }
            return value.intValue();
        }

        // numbers that are none are written as texts
        private double number(Object value, DeserializationContext context) throws IOException {
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            return switch (String.valueOf(value)) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> context.<Double>reportInputMismatch(this, "an update holds what is no number");
            };
        }
    }
}
