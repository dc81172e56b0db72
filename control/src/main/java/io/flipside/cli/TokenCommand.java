package io.flipside.cli;

import io.flipside.UserError;
import io.flipside.caller.CallerRole;
import io.flipside.http.NamedToken;
import io.flipside.http.Token;
import io.flipside.http.TokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens of callers. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes tokens for callers of a service.",
        subcommands = TokenCommand.New.class)
final class TokenCommand {
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a token for a caller. Prints it, this once, and on the next line what goes into the file that",
                "FLIPSIDE_HTTP_TOKENS_FILE names: it has the token's sha256, never the token."
            })
    static final class New implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "NAME", description = "Whose it is.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "ROLE", description = "reader, auditor or operator.")
        private String role = "";

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Add the line to this file, and print the token alone.")
        private Optional<Path> file = Optional.empty();

        @Override
        public Integer call() {
            if (!TokenFile.isName(name)) {
                throw new UserError("NAME is '" + name + "'; it must have 1 to 64 letters, digits or characters of ._@-"
                        + " and begin with a letter or digit.");
            }
            CallerRole known = CallerRole.of(role)
                    .orElseThrow(
                            () -> new UserError("ROLE is '" + role + "'; it must be reader, auditor or operator."));
            Token token = Token.random();
            String line = NamedToken.line(name, known, token);
            file.ifPresent(path -> append(path, line));
            PrintWriter out = spec.commandLine().getOut();
            out.println(token.secret());
            if (file.isEmpty()) {
                out.println(line);
            }
            out.flush();
            return 0;
        }

        private static void append(Path path, String line) {
            try {
                Files.writeString(
                        path,
                        line + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UserError("file " + path + " cannot be written: " + e.getMessage() + ".", e);
            }
        }
    }
}
