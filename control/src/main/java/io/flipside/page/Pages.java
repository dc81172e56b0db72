package io.flipside.page;

import io.flipside.UserError;
import io.flipside.desk.NoSuchAudit;
import io.flipside.desk.NoSuchCampaign;
import io.flipside.store.StoreUnavailable;
import io.quarkus.qute.TemplateInstance;
import io.temporal.client.WorkflowServiceException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages as answers; what goes wrong is a page as well. */
final class Pages {
    /** Everything comes from here, and no script or style stands in a page. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private Pages() {}

    static Response answer(Supplier<TemplateInstance> page) {
        try {
            return answer(200, page.get());
        } catch (NoSuchAudit | NoSuchCampaign e) {
            return trouble(404, "There is nothing here", String.valueOf(e.getMessage()));
        } catch (UserError e) {
            return trouble(400, "That cannot be shown", String.valueOf(e.getMessage()));
        } catch (ServiceUnavailableException e) {
            return trouble(503, "Flipside is starting", "The service is not up yet. Load the page again in a moment.");
        } catch (StoreUnavailable | WorkflowServiceException e) {
            LOG.warn("A page could not be shown: {}", e.toString());
            return trouble(
                    503,
                    "A service is away",
                    "The object store or Temporal does not answer. The service's log says more; load the page again.");
        }
    }

    /** Of somebody whose role may not see it. */
    static Response forbidden() {
        return trouble(
                403, "This is not for your role", "Ask somebody with another role, or sign in with another token.");
    }

    private static Response trouble(int status, String title, String sentence) {
        return answer(status, Templates.trouble(title, sentence));
    }

    private static Response answer(int status, TemplateInstance page) {
        return Response.status(status)
                .type("text/html; charset=utf-8")
                .header("Content-Security-Policy", POLICY)
                .entity(page.render())
                .build();
    }
}
