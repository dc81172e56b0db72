package io.flipside.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.flipside.cluster.Cluster;
import io.flipside.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A real API server with its etcd, on loopback, with its data in a folder; it can be taken away and come back. */
public final class KubeServer implements AutoCloseable {
    private static final String TOKEN = "flipside-test-token";
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final int port;
    private final int etcdPort;
    /** Whether there is who makes the accounts that pods are asked for. */
    private final boolean lives;

    private final List<Process> processes = new ArrayList<>();
    private Optional<Process> server = Optional.empty();

    private KubeServer(Path folder, int port, int etcdPort, boolean lives) {
        this.folder = folder;
        this.port = port;
        this.etcdPort = etcdPort;
        this.lives = lives;
    }

    /** Starts one; returns when it is ready. Nothing acts on its objects: a Deployment makes no pods. */
    public static KubeServer start(Path folder) {
        return start(folder, false);
    }

    /**
     * Starts one with the cluster's own controllers and scheduler, and with nodes of two GPUs each whose pods run in words
     * alone; returns when pods can be made.
     *
     * @param nodes how many, {@code node-0} and so on
     * @param leftAlone labels of pods that kwok leaves to another, as a selector; empty: of none
     */
    public static KubeServer startAlive(Path folder, int nodes, String leftAlone) {
        KubeServer server = start(folder, true);
        try {
            server.live(nodes, leftAlone);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static KubeServer start(Path folder, boolean lives) {
        return FreePorts.on(0, port -> {
            KubeServer server = new KubeServer(folder, port, FreePorts.any(), lives);
            try {
                server.begin();
                return server;
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        });
    }

    private void begin() {
        try {
            Files.createDirectories(folder);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair key = generator.generateKeyPair();
            pem("sa.key", "PRIVATE KEY", key.getPrivate().getEncoded());
            pem("sa.pub", "PUBLIC KEY", key.getPublic().getEncoded());
            Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,\"system:masters\"\n");
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        String etcd = "http://127.0.0.1:" + etcdPort;
        String peer = "http://127.0.0.1:" + FreePorts.any();
        processes.add(launch(
                "etcd",
                "--name=test",
                "--data-dir=" + folder.resolve("etcd"),
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=" + etcd,
                "--advertise-client-urls=" + etcd,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=test=" + peer));
        comeBack();
    }

    private void pem(String name, String kind, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    /** SIGKILL of the API server; what it has is in etcd. */
    public void goAway() {
        server.ifPresent(process -> end(process.destroyForcibly()));
        server = Optional.empty();
    }

    /** The API server once more, on the same port. */
    public void comeBack() {
        Process started = launch(
                "kube-apiserver",
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--endpoint-reconciler-type=none",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certificates"),
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + folder.resolve("sa.pub"),
                "--service-account-signing-key-file=" + folder.resolve("sa.key"),
                "--service-cluster-ip-range=10.96.0.0/16",
                "--authorization-mode=Node,RBAC",
                "--profiling=false",
                "--disable-admission-plugins=" + (lives ? "" : "ServiceAccount"));
        server = Optional.of(started);
        await("kube-apiserver", started, this::isReady);
    }

    private boolean isReady() {
        if (!Files.exists(folder.resolve("certificates/apiserver.crt"))) {
            return false;
        }
        try (KubernetesClient client = client()) {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    private void live(int nodes, String leftAlone) {
        Process manager = launch(
                "kube-controller-manager",
                "--kubeconfig=" + kubeconfig(),
                "--bind-address=127.0.0.1",
                "--secure-port=0",
                "--leader-elect=false",
                "--root-ca-file=" + folder.resolve("certificates/apiserver.crt"),
                "--service-account-private-key-file=" + folder.resolve("sa.key"));
        processes.add(manager);
        processes.add(launch(
                "kube-scheduler",
                "--kubeconfig=" + kubeconfig(),
                "--bind-address=127.0.0.1",
                "--secure-port=0",
                "--leader-elect=false"));
        List<String> kwok = new ArrayList<>(List.of(
                "--kubeconfig=" + kubeconfig(),
                "--config=" + KubePrograms.of("kwok-stages.yaml"),
                "--config=" + stageOfPodsThatRunOnce(),
                "--manage-all-nodes=true",
                "--node-ip=127.0.0.1",
                "--node-port=0",
                "--node-lease-duration-seconds=40",
                "--cidr=10.244.0.0/16"));
        if (!leftAlone.isEmpty()) {
            kwok.add("--disregard-status-with-label-selector=" + leftAlone);
        }
        Process life = launch("kwok", kwok.toArray(String[]::new));
        processes.add(life);
        try (KubernetesClient client = client()) {
            for (int node = 0; node < nodes; node++) {
                client.nodes().resource(KubeNodes.named("node-" + node)).create();
            }
            await("kwok", life, () -> KubeNodes.areReady(client, nodes));
            await(
                    "kube-controller-manager",
                    manager,
                    () -> client.serviceAccounts()
                                    .inNamespace("default")
                                    .withName("default")
                                    .get()
                            != null);
        }
    }

    /** kwok's own lets pods end by themselves only if a Job made them; a test of Helm is such a pod as well. */
    private Path stageOfPodsThatRunOnce() {
        try {
            return Files.writeString(
                    folder.resolve("run-once.yaml"),
                    """
                    apiVersion: kwok.x-k8s.io/v1alpha1
                    kind: Stage
                    metadata: {name: pod-that-runs-once}
                    spec:
                      resourceRef: {apiGroup: v1, kind: Pod}
                      selector:
                        matchExpressions:
                        - {key: .metadata.deletionTimestamp, operator: DoesNotExist}
                        - {key: .status.phase, operator: In, values: [Running]}
                        - {key: .spec.restartPolicy, operator: In, values: [Never]}
                      next:
                        statusTemplate: |
                          phase: Succeeded
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A configuration of an administrator. */
    public Path kubeconfig() {
        return kubeconfig("kubeconfig", "default", TOKEN);
    }

    /** A configuration of a service account, which may do what its roles say. */
    public Path kubeconfig(String namespace, String account) {
        Answer token = kubectl("", "create", "token", account, "--namespace=" + namespace, "--duration=1h");
        if (token.status() != 0) {
            throw new IllegalStateException(token.text());
        }
        return kubeconfig(
                "kubeconfig-" + namespace + "-" + account,
                namespace,
                token.text().strip());
    }

    private Path kubeconfig(String name, String namespace, String token) {
        try {
            Path made = Files.createTempFile(folder, name, ".part");
            Files.writeString(
                    made,
                    """
                    apiVersion: v1
                    kind: Config
                    clusters:
                    - name: test
                      cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}
                    users:
                    - name: user
                      user: {token: "%s"}
                    contexts:
                    - name: test
                      context: {cluster: test, user: user, namespace: %s}
                    current-context: test
                    """
                            .formatted(port, folder.resolve("certificates/apiserver.crt"), token, namespace));
            // others read the one before at this moment
            return Files.move(made, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection of an administrator. */
    public KubernetesClient client() {
        return Cluster.connect(Config.fromKubeconfig(kubeconfig().toFile()));
    }

    /**
     * What the command line's program says.
     *
     * @param status 0 if it did what it was asked for
     * @param text on both of its outputs
     */
    public record Answer(int status, String text) {}

    /** Runs {@code kubectl}, with this as its input. */
    public Answer kubectl(String input, String... arguments) {
        return run(
                "kubectl",
                List.of("--kubeconfig=" + kubeconfig(), "--cache-dir=" + folder.resolve("cache")),
                input,
                arguments);
    }

    /** Runs {@code helm}, with this as its input. */
    public Answer helm(String input, String... arguments) {
        return run("helm", List.of("--kubeconfig=" + kubeconfig()), input, arguments);
    }

    private Answer run(String program, List<String> always, String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(KubePrograms.of(program).toString()));
        command.addAll(always);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // neither reads or writes what is the user's
        builder.environment().put("HOME", folder.toString());
        return answer(builder, input);
    }

    /** A line of a shell in a folder, with the programs on its PATH and with this as its cluster, as an administrator has them. */
    public ProcessBuilder shell(Path where, String line) {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", line)
                .directory(where.toFile())
                .redirectErrorStream(true);
        Path programs = KubePrograms.of("kubectl").toAbsolutePath().getParent();
        builder.environment().merge("PATH", programs.toString(), (there, first) -> first + ":" + there);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("KUBECONFIG", kubeconfig().toString());
        return builder;
    }

    /** What a program says that is given this as its input. */
    public static Answer answer(ProcessBuilder builder, String input) {
        try {
            Process asked = builder.start();
            asked.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            asked.getOutputStream().close();
            String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(asked.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process launch(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(KubePrograms.of(name).toString()));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
            // kwok reads a configuration of the user's otherwise
            builder.environment().put("HOME", folder.toString());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private void await(String name, Process process, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(name + " does not come up; its log is " + log(name));
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (int i = processes.size() - 1; i > 0; i--) {
            processes.get(i).destroy();
            end(processes.get(i));
        }
        goAway();
        if (!processes.isEmpty()) {
            processes.get(0).destroy();
            end(processes.get(0));
        }
    }
}
