package io.flipside.cli;

import io.flipside.http.Connections;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts the application and hands its arguments to the command line. */
@QuarkusMain
public class Main implements QuarkusApplication {
    /** Options of {@code serve} that HTTP needs: it comes up before the command line is read. */
    private static final Map<String, String> HTTP_OPTIONS =
            Map.of("--port", "quarkus.http.port", "--token-file", "flipside.http.token-file");

    private static final String INSECURE = "--insecure";

    /** The process's entry. */
    public static void main(String... arguments) {
        listenIfServing(arguments);
        Quarkus.run(Main.class, Main::end, arguments);
    }

    private static void end(int status, @Nullable Throwable failure) {
        System.exit(failure == null ? status : FlipsideCommand.notStarted(failure));
    }

    private static void listenIfServing(String... arguments) {
        boolean serves = arguments.length > 0 && arguments[0].equals("serve");
        System.setProperty("quarkus.http.host-enabled", Boolean.toString(serves));
        System.setProperty(Connections.PROPERTY, Connections.ON);
        for (int i = 0; serves && i < arguments.length; i++) {
            String[] option = arguments[i].split("=", 2);
            String setting = HTTP_OPTIONS.get(option[0]);
            if (setting != null && option.length == 2) {
                System.setProperty(setting, option[1]);
            } else if (setting != null && i + 1 < arguments.length) {
                System.setProperty(setting, arguments[++i]);
            } else if (arguments[i].equals(INSECURE)) {
                System.setProperty("flipside.http.insecure", "true");
            }
        }
    }

    @Override
    public int run(String... arguments) {
        return FlipsideCommand.execute(FlipsideCommand.commandLine(), arguments);
    }
}
