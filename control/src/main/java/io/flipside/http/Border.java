package io.flipside.http;

import io.flipside.caller.Caller;
import io.flipside.problem.ProblemKind;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;

/** Every request comes by here, whatever it asks for, before anything else sees it. */
@ApplicationScoped
@Unremovable
public class Border {
    /** Bytes of a request that is no upload. */
    public static final long MOST_JSON = 64 << 10;

    private static final int FIRST = 1_000_000;
    /** Behind the framework's own, which say who calls. */
    private static final int BEHIND_AUTHENTICATION = SecurityHandlerPriorities.AUTHORIZATION - 1;

    /** Of a refused body so much is passed over, so that whoever sends it gets to read why. */
    private static final long MOST_PASSED_OVER = 1L << 30;

    private final AtomicReference<Optional<Guards>> guards = new AtomicReference<>(Optional.empty());

    // the settings are read when there is a request: other commands than serve have none
    Guards guards() {
        return guards.updateAndGet(
                        made -> made.or(() -> Optional.of(Guards.of(HttpSettings.read(ConfigProvider.getConfig())))))
                .orElseThrow();
    }

    void guard(@Observes Filters filters) {
        filters.register(this::check, FIRST);
        filters.register(this::admit, BEHIND_AUTHENTICATION);
    }

    // what no route takes, and what a route cannot take
    void answerInJson(@Observes Router router) {
        router.errorHandler(
                404, context -> fail(context, ProblemKind.NOTHING_HERE, "there is nothing at this address."));
        router.errorHandler(
                405,
                context -> fail(context, ProblemKind.METHOD_NOT_ALLOWED, "this address does not take that method."));
        router.errorHandler(
                400, context -> fail(context, ProblemKind.MALFORMED_REQUEST, "the request is not well formed."));
        router.errorHandler(
                500,
                context ->
                        fail(context, ProblemKind.UNEXPECTED, "an unexpected failure; the service's log says more."));
    }

    private static void fail(RoutingContext context, ProblemKind kind, String detail) {
        if (!context.response().ended() && !context.response().headWritten()) {
            Answers.refuse(context.response(), new Refusal(kind, detail));
        }
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        Answers.guard(context);
        Head head = Head.of(request);
        context.addEndHandler(ended -> CallLog.note(context, head));
        Guards guards = guards();
        Bearers bearers = guards.who().bearers();
        Optional<Caller> caller = bearers.caller(head);
        caller.ifPresent(known -> CallerIdentity.put(context, known));
        Optional<Refusal> refusal = guards.refusal(head);
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        if (caller.isEmpty()) {
            // an issuer has to vouch for it: it goes on as a program would send it
            bearers.session(head).ifPresent(token -> request.headers().set("Authorization", "Bearer " + token));
        }
        Optional<Gate> gate = guards.gate(head);
        if (gate.isPresent()) {
            Optional<Runnable> place = gate.get().enter();
            if (place.isEmpty()) {
                refuse(request, gate.get().full());
                return;
            }
            context.addEndHandler(ended -> place.get().run());
        }
        context.next();
    }

    /** Past authentication: nobody without a role, whatever the route says, and nobody too often. */
    private void admit(RoutingContext context) {
        Head head = Head.of(context.request());
        Optional<Caller> caller = CallerIdentity.of(context);
        if (Bearers.isOpen(head) || caller.filter(Caller.LOCAL::equals).isPresent()) {
            context.next();
            return;
        }
        Optional<Refusal> refusal = caller.isEmpty()
                ? Optional.of(nobody(context, head))
                : head.isSafe()
                        ? Optional.empty()
                        : guards().who().rate().take(caller.get().name());
        if (refusal.isPresent()) {
            refuse(context.request(), refusal.get());
        } else {
            context.next();
        }
    }

    private static Refusal nobody(RoutingContext context, Head head) {
        boolean vouched = context.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous();
        return vouched
                ? new Refusal(
                        ProblemKind.NO_ROLE,
                        "your token names none of the roles reader, auditor and operator. Ask whoever keeps the issuer,"
                                + " or check flipside.oidc.roles-claim.")
                : Bearers.stranger(head);
    }

    private static void refuse(HttpServerRequest request, Refusal refusal) {
        if (request.headers().contains("Expect")) {
            // the body has not been asked for and will not come
            request.response().putHeader("Connection", "close").endHandler(ended -> request.connection()
                    .close());
        }
        AtomicLong passedOver = new AtomicLong();
        request.handler(buffer -> {
            if (passedOver.addAndGet(buffer.length()) > MOST_PASSED_OVER) {
                request.connection().close();
            }
        });
        Answers.refuse(request.response(), refusal);
        request.resume();
    }
}
