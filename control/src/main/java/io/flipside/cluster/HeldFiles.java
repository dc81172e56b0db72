package io.flipside.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.InvalidRequest;
import io.flipside.cluster.resource.AuditFields;
import io.flipside.cluster.resource.Layout;
import io.flipside.desk.AuditDesk;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Files that specs name: by an address in our bucket alone, or held by the cluster itself, so that whoever has nothing but
 * {@code kubectl} needs no other door.
 */
final class HeldFiles {
    private static final String URI = "uri";

    private final KubernetesClient cluster;
    private final AuditDesk desk;

    HeldFiles(KubernetesClient cluster, AuditDesk desk) {
        this.cluster = cluster;
        this.desk = desk;
    }

    /** A clip or an adapter, said whole. */
    void complete(ObjectNode spec, String field, String namespace) {
        if (!(spec.get(field) instanceof ObjectNode file)) {
            return;
        }
        if (file.get(AuditFields.SECRET) instanceof ObjectNode secret) {
            put(file, secret(secret, namespace));
        } else if (file.get(AuditFields.CONFIG_MAP) instanceof ObjectNode map) {
            put(file, configMap(map, namespace));
        } else if (!file.hasNonNull("sha256") && file.path(URI).isTextual()) {
            put(file, stored(field, file.get(URI).textValue()));
        }
    }

    private ArtifactRef stored(String field, String uri) {
        try {
            return desk.campaigns()
                    .input(uri)
                    .orElseThrow(() -> Refused.forNow(
                            "FileMissing",
                            "spec." + field + ".uri is '" + uri + "', and nothing lies there. Upload it with 'flipside"
                                    + " submit' or POST /api/inputs and give the address that comes back; the audit is"
                                    + " started when the file is there."));
        } catch (InvalidRequest e) {
            throw e.at("spec." + field + ".uri");
        }
    }

    private ArtifactRef secret(ObjectNode ref, String namespace) {
        String name = ref.path("name").asText();
        Secret secret = cluster.secrets().inNamespace(namespace).withName(name).get();
        String make = "kubectl -n " + namespace + " create secret generic " + name + " --type=" + Layout.CLIP_SECRET
                + " --from-file=" + ref.path("key").asText();
        if (secret == null) {
            throw Refused.forNow(
                    "SecretMissing",
                    "there is no secret '" + name + "' in namespace '" + namespace + "'. Make it: " + make
                            + "; the audit is started when it is there.");
        }
        if (!Layout.CLIP_SECRET.equals(secret.getType())) {
            throw Refused.forNow(
                    "SecretOfAnotherType",
                    "secret '" + name + "' is of type '" + secret.getType()
                            + "', and only secrets that say that they are clips are read. Delete it and make it"
                            + " anew: " + make);
        }
        return held("secret '" + name + "'", secret.getData(), ref);
    }

    private ArtifactRef configMap(ObjectNode ref, String namespace) {
        String name = ref.path("name").asText();
        ConfigMap map =
                cluster.configMaps().inNamespace(namespace).withName(name).get();
        if (map == null) {
            throw Refused.forNow(
                    "ConfigMapMissing",
                    "there is no config map '" + name + "' in namespace '" + namespace + "'. Make it: kubectl -n "
                            + namespace + " create configmap " + name + " --from-file="
                            + ref.path("key").asText() + "; the campaign is started when it is there.");
        }
        String key = ref.path("key").asText();
        return Optional.ofNullable(map.getData())
                .map(data -> data.get(key))
                .map(text -> upload(text.getBytes(StandardCharsets.UTF_8), key))
                .orElseGet(() -> held("config map '" + name + "'", map.getBinaryData(), ref));
    }

    private ArtifactRef held(String what, Map<String, String> data, ObjectNode ref) {
        String key = ref.path("key").asText();
        String value = data == null ? null : data.get(key);
        if (value == null) {
            throw Refused.forNow(
                    "KeyMissing",
                    what + " has no key '" + key + "'; it has "
                            + (data == null ? "none" : String.join(", ", data.keySet())) + ".");
        }
        return upload(Base64.getDecoder().decode(value), key);
    }

    private ArtifactRef upload(byte[] bytes, String name) {
        if (bytes.length == 0) {
            throw Refused.forNow("FileEmpty", "'" + name + "' has no bytes. Put the file's content in its place.");
        }
        return desk.files().upload(bytes, name, "application/octet-stream");
    }

    private static void put(ObjectNode file, ArtifactRef ref) {
        JsonNode mediaType = file.path("mediaType");
        String type = mediaType.isTextual() ? mediaType.textValue() : ref.mediaType();
        file.removeAll();
        file.put(URI, ref.uri())
                .put("sha256", ref.sha256())
                .put("bytes", ref.bytes())
                .put("mediaType", type);
    }
}
