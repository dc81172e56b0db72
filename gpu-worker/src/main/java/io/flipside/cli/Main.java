package io.flipside.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the application and hands its arguments to the command line. */
@QuarkusMain
public class Main implements QuarkusApplication {
    private static final String PORT = "--port";

    /** The process's entry. */
    public static void main(String... arguments) {
        listenIfServing(arguments);
        Quarkus.run(Main.class, arguments);
    }

    // HTTP comes up before the command line is read
    private static void listenIfServing(String... arguments) {
        boolean serves = arguments.length > 0 && arguments[0].equals("serve");
        System.setProperty("quarkus.http.host-enabled", Boolean.toString(serves));
        for (int i = 0; serves && i < arguments.length; i++) {
            if (arguments[i].startsWith(PORT + "=")) {
                System.setProperty("quarkus.http.port", arguments[i].substring(PORT.length() + 1));
            } else if (arguments[i].equals(PORT) && i + 1 < arguments.length) {
                System.setProperty("quarkus.http.port", arguments[i + 1]);
            }
        }
    }

    @Override
    public int run(String... arguments) {
        return FlipsideCommand.execute(FlipsideCommand.commandLine(), arguments);
    }
}
