package io.flipside.cluster.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import io.flipside.audit.Text;
import io.flipside.request.CampaignRequest;
import io.flipside.request.RequestSchema;
import io.flipside.schema.SchemaOf;
import java.util.List;

/** The definitions of our kinds, from the records that read what is written by them. */
final class DefinitionOf {
    private static final String CHANGED = " never changes: delete this object and create it anew";

    private DefinitionOf() {}

    static ObjectNode audit() {
        ObjectNode spec = StructuralSchema.of(RequestSchema.audit(config(RequestSchema.config())));
        spec.put("description", "What is asked: a request as every door takes it. Only 'paused' may change.");
        ObjectNode properties = properties(spec);
        ((ObjectNode) properties.get("preset")).put("description", "the plan that holds where 'plan' says nothing else");
        file((ObjectNode) properties.get("clip"), AuditFields.SECRET, "a secret of type " + Layout.CLIP_SECRET);
        ((ObjectNode) properties.get("adapter")).putArray("required").add("uri");
        plan(properties(properties.get("plan")));
        settle(spec, properties);
        return definition(
                new Names("Audit", "audit", "audits", "fa"),
                spec,
                AuditState.class,
                new Column("Stage", "string", ".status.progress.stage", 0),
                new Column("Verdict", "string", ".status.result.verdict", 0),
                new Column("Confidence", "number", ".status.result.confidence", 0),
                new Column("Age", "date", ".metadata.creationTimestamp", 0),
                new Column("Target", "string", ".spec.targetClass", 1),
                new Column("Step", "string", ".status.progress.step", 1),
                new Column("State", "string", ".status.conditions[?(@.type==\"Running\")].reason", 1),
                new Column("Audit", "string", ".status.auditId", 1));
    }

    static ObjectNode campaign() {
        SchemaGeneratorConfigBuilder config = config(RequestSchema.config());
        ObjectNode spec = StructuralSchema.of(new SchemaGenerator(config.build()).generateSchema(CampaignRequest.class));
        spec.put("description", "What is asked: a request as every door takes it. Only 'paused' may change.");
        spec.putArray("required").add("manifest");
        ObjectNode properties = properties(spec);
        file((ObjectNode) properties.get("manifest"), AuditFields.CONFIG_MAP, "a config map");
        settle(spec, properties);
        return definition(
                new Names("AuditCampaign", "auditcampaign", "auditcampaigns", "fac"),
                spec,
                CampaignState.class,
                new Column("Rows", "integer", ".status.rows", 0),
                new Column("Ended", "integer", ".status.ended", 0),
                new Column("At-Work", "integer", ".status.atWork", 0),
                new Column("State", "string", ".status.conditions[?(@.type==\"Running\")].reason", 0),
                new Column("Age", "date", ".metadata.creationTimestamp", 0),
                new Column("Campaign", "string", ".status.campaignId", 1));
    }

    /** A file may be named by its address alone, or be held by the cluster. */
    private static void file(ObjectNode file, String held, String what) {
        file.remove("required");
        ObjectNode ref = StructuralSchema.of(
                new SchemaGenerator(config(SchemaOf.config()).build()).generateSchema(KeyRef.class));
        ref.put("description", "in place of an address: the value of " + what + " in the same namespace");
        ref.putArray("required").add("name").add("key");
        properties(file).set(held, ref);
        StructuralSchema.rule(
                file,
                "has(self.uri) != has(self." + held + ")",
                "name the file by uri (s3://bucket/key, as the upload answered) or by " + held + ", not by both");
        StructuralSchema.rule(
                file,
                "has(self.sha256) == has(self.bytes) && (!has(self.sha256) || has(self.uri))",
                "sha256 and bytes belong together, and to a uri: give what the upload answered, or the uri alone");
    }

    /** What holds between fields, where both are given: of one that is not, the preset decides. */
    private static void plan(ObjectNode plan) {
        StructuralSchema.rule(
                (ObjectNode) plan.get("schedule"),
                "!has(self.lastSteps) || !has(self.denoisingSteps) || self.lastSteps <= self.denoisingSteps",
                "lastSteps must be 0 to denoisingSteps");
        StructuralSchema.rule(
                (ObjectNode) plan.get("redraws"),
                "!has(self.most) || !has(self.after) || self.most == 0 || self.after > 0",
                "after must be 1 to 10000 where there are redraws");
        StructuralSchema.rule(
                (ObjectNode) plan.get("stop"),
                "!has(self.flatness) || !has(self.confidence) || self.confidence > 0.0",
                "flatness must be left out without a confidence");
    }

    private static void settle(ObjectNode spec, ObjectNode properties) {
        properties.fieldNames().forEachRemaining(name -> StructuralSchema.rule(
                spec,
                "has(self." + name + ") == has(oldSelf." + name + ") && (!has(self." + name + ") || self." + name
                        + " == oldSelf." + name + ")",
                name + CHANGED));
        properties
                .putObject(AuditFields.PAUSED)
                .put("type", "boolean")
                .put("description", "hold it, or let it go on; left out, people at other doors decide");
    }

    private static SchemaGeneratorConfigBuilder config(SchemaGeneratorConfigBuilder config) {
        config.with(Option.INLINE_ALL_SCHEMAS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        config.forFields().withInstanceAttributeOverride((node, field, context) -> {
            Text text = field.getAnnotation(Text.class);
            if (text != null) {
                node.put(StructuralSchema.RIGHT, text.right());
            } else if (field.getName().equals("uri")) {
                node.put(StructuralSchema.RIGHT, "s3://bucket/key, as the upload answered");
            } else if (field.getName().equals("sha256")) {
                node.put(StructuralSchema.RIGHT, "64 lower-case hexadecimal digits");
            }
            describe(node, field);
        });
        return config;
    }

    private static void describe(ObjectNode node, FieldScope field) {
        RecordDocs.of(field.getDeclaringType().getErasedType(), field.getName())
                .ifPresent(words -> node.put("description", words));
    }

    private record Names(String kind, String singular, String plural, String brief) {}

    private record Column(String name, String type, String path, int priority) {}

    private static ObjectNode definition(Names names, ObjectNode spec, Class<?> state, Column... columns) {
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        made.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        ObjectNode metadata = made.putObject("metadata").put("name", names.plural() + "." + Layout.GROUP);
        metadata.putObject("annotations").put(Layout.ANNOTATION, Layout.NUMBER);
        ObjectNode body = made.putObject("spec").put("group", Layout.GROUP).put("scope", "Namespaced");
        ObjectNode called = body.putObject("names")
                .put("kind", names.kind())
                .put("listKind", names.kind() + "List")
                .put("singular", names.singular())
                .put("plural", names.plural());
        called.putArray("shortNames").add(names.brief());
        called.putArray("categories").add("flipside");
        ObjectNode version = body.putArray("versions").addObject();
        version.put("name", Layout.VERSION).put("served", true).put("storage", true);
        version.putObject("subresources").putObject("status");
        for (Column column : columns) {
            version.withArrayProperty("additionalPrinterColumns")
                    .addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("jsonPath", column.path())
                    .put("priority", column.priority());
        }
        ObjectNode whole = version.putObject("schema").putObject("openAPIV3Schema");
        whole.put("type", "object").putArray("required").add("spec");
        ObjectNode parts = whole.putObject("properties");
        parts.putObject("apiVersion").put("type", "string");
        parts.putObject("kind").put("type", "string");
        parts.putObject("metadata").put("type", "object");
        parts.set("spec", spec);
        parts.set("status", status(state));
        return made;
    }

    private static ObjectNode status(Class<?> state) {
        ObjectNode status = StructuralSchema.of(
                new SchemaGenerator(config(SchemaOf.config()).build()).generateSchema(state));
        status.put("description", "How it stands; written by the controller.");
        ObjectNode conditions = (ObjectNode) properties(status).get("conditions");
        conditions.put("x-kubernetes-list-type", "map");
        conditions.putArray("x-kubernetes-list-map-keys").add("type");
        ObjectNode condition = (ObjectNode) conditions.get("items");
        List.of("type", "status", "lastTransitionTime", "reason", "message")
                .forEach(condition.putArray("required")::add);
        ((ObjectNode) properties(condition).get("lastTransitionTime")).put("format", "date-time");
        return status;
    }

    private static ObjectNode properties(JsonNode schema) {
        return (ObjectNode) schema.get("properties");
    }
}
