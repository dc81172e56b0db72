package io.flipside.request;

import io.flipside.audit.Budget;
import io.flipside.schema.SchemaOf;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What may be sent is published as the records say that read it. */
class RequestSchemaTest {
    @Test
    void thePublishedSchemaOfARequestIsThatOfTheRecords() throws IOException {
        SchemaOf.isPublished("audit-request", RequestSchema.question(RequestSchema.config()));
    }

    @Test
    void thePublishedSchemaOfABudgetIsThatOfTheRecord() throws IOException {
        SchemaOf.isPublished(
                "budget",
                SchemaOf.record(Budget.class, RequestSchema.config(), "budget:1", "How much a search may still do"));
    }
}
