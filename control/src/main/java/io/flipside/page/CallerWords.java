package io.flipside.page;

import io.flipside.caller.Caller;
import io.flipside.caller.CallerRole;
import io.flipside.http.Callers;
import io.flipside.text.ShownText;
import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateExtension;

/** Who looks at a page, for templates: {@code caller:asks}. */
@TemplateExtension(namespace = "caller")
final class CallerWords {
    private CallerWords() {}

    /** Whether the caller may start audits. */
    static boolean asks() {
        return now().role().covers(CallerRole.AUDITOR);
    }

    /** Whether the caller is known by name, and may sign out. */
    static boolean isKnown() {
        return callers().areAsked() && callers().isKnown();
    }

    /** Name and role. */
    static String words() {
        return ShownText.of(now().name()) + " (" + now().role().word() + ")";
    }

    private static Caller now() {
        return callers().now();
    }

    private static Callers callers() {
        return Arc.container().instance(Callers.class).get();
    }
}
