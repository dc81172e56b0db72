package io.flipside.kube;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of a cluster: in the folder that the property {@code flipside.kube.programs} or the variable {@code
 * KUBE_PROGRAMS} names, else on the PATH.
 */
public final class KubePrograms {
    /** What a server takes. */
    public static final List<String> SERVER = List.of("etcd", "kube-apiserver", "kubectl");
    /** What makes pods of Deployments and has them run, in words alone. */
    public static final List<String> LIFE = List.of("kube-controller-manager", "kube-scheduler", "kwok");

    private KubePrograms() {}

    /** Why a test is passed over that needs these; empty if all of them are there. */
    public static Optional<String> missing(List<String> names) {
        List<String> missing =
                names.stream().filter(name -> find(name).isEmpty()).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("SKIPPED: no " + String.join(", ", missing) + ". Put them on the PATH, or their folder in the"
                        + " variable KUBE_PROGRAMS or in -Dflipside.kube.programs.");
    }

    /** A program. */
    public static Path of(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("there is no " + name));
    }

    /** A program, or a file that lies beside them. */
    public static Optional<Path> find(String name) {
        Stream<String> folders = Stream.concat(
                Stream.ofNullable(System.getProperty("flipside.kube.programs", System.getenv("KUBE_PROGRAMS"))),
                Arrays.stream(System.getenv("PATH").split(":", -1)));
        return folders.map(folder -> Path.of(folder, name)).filter(Files::isRegularFile).findFirst();
    }
}
