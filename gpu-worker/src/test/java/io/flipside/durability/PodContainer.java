package io.flipside.durability;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pod's container as a kubelet would make it: its variables, arguments and volumes, the latter below a folder. */
final class PodContainer {
    /** The same for all processes of a machine, and files of the tests lie there. */
    private static final String TMP = "/tmp";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z0-9_]*)\\)");
    private static final String ADDRESS = "127.0.0.1";

    private final KubernetesClient cluster;
    private final Pod pod;
    private final Container container;
    private final Path root;
    private final Map<String, Path> places = new LinkedHashMap<>();

    PodContainer(KubernetesClient cluster, Pod pod, Path root) {
        this.cluster = cluster;
        this.pod = pod;
        this.container = pod.getSpec().getContainers().get(0);
        this.root = root;
        container.getVolumeMounts().forEach(this::mount);
    }

    /** What the image of this name has on this machine. */
    private Path application() {
        return Path.of(
                System.getProperty(container.getImage().contains("control") ? "flipside.doors.jar" : "flipside.jar"));
    }

    /** @param further variables that tell it where it is here */
    WorkerProcess.Launch launch(Map<String, String> further, UnaryOperator<String> here) {
        Map<String, String> environment = new LinkedHashMap<>();
        container.getEnvFrom().stream()
                .map(EnvFromSource::getConfigMapRef)
                .forEach(map -> environment.putAll(cluster.configMaps()
                        .inNamespace(namespace())
                        .withName(map.getName())
                        .require()
                        .getData()));
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), value(variable, environment));
        }
        environment.replaceAll((name, value) -> placed(value));
        environment.putAll(further);
        List<String> arguments = new ArrayList<>(
                container.getArgs().stream().map(this::placed).map(here).toList());
        if (arguments.contains(WorkerProcess.SERVE)) {
            // a pod has an address of its own, and here they share one
            arguments.addAll(List.of("--port", "0"));
        }
        return new WorkerProcess.Launch(application(), Map.of(), environment, arguments);
    }

    private String namespace() {
        return pod.getMetadata().getNamespace();
    }

    private String value(EnvVar variable, Map<String, String> before) {
        EnvVarSource source = variable.getValueFrom();
        if (source == null) {
            return VARIABLE.matcher(Optional.ofNullable(variable.getValue()).orElse(""))
                    .replaceAll(name -> Matcher.quoteReplacement(before.getOrDefault(name.group(1), name.group())));
        }
        if (source.getSecretKeyRef() != null) {
            return new String(
                    secret(
                            source.getSecretKeyRef().getName(),
                            source.getSecretKeyRef().getKey()),
                    StandardCharsets.UTF_8);
        }
        return switch (source.getFieldRef().getFieldPath()) {
            case "metadata.name" -> pod.getMetadata().getName();
            case "metadata.namespace" -> namespace();
            case "spec.nodeName" -> pod.getSpec().getNodeName();
            case "status.podIP" -> ADDRESS;
            default -> throw new AssertionError(source.getFieldRef().getFieldPath());
        };
    }

    private byte[] secret(String name, String key) {
        String data = cluster.secrets()
                .inNamespace(namespace())
                .withName(name)
                .require()
                .getData()
                .get(key);
        if (data == null) {
            throw new AssertionError("secret " + name + " has no " + key);
        }
        return Base64.getDecoder().decode(data);
    }

    private void mount(VolumeMount mount) {
        Volume volume = pod.getSpec().getVolumes().stream()
                .filter(any -> any.getName().equals(mount.getName()))
                .findFirst()
                .orElseThrow();
        if (mount.getMountPath().equals(TMP)) {
            return;
        }
        try {
            Path place = Files.createDirectories(root.resolve(volume.getName()));
            places.put(mount.getMountPath(), place);
            if (volume.getSecret() != null) {
                files(volume.getSecret(), place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void files(SecretVolumeSource source, Path place) throws IOException {
        for (KeyToPath item : source.getItems()) {
            Files.write(place.resolve(item.getPath()), secret(source.getSecretName(), item.getKey()));
        }
    }

    /** Paths of the container as they are here. */
    private String placed(String text) {
        String here = text;
        for (Map.Entry<String, Path> place : places.entrySet()) {
            here = here.replaceAll(
                    "(?<=^|=)" + Pattern.quote(place.getKey()) + "(?=/|$)",
                    Matcher.quoteReplacement(place.getValue().toString()));
        }
        return here;
    }
}
