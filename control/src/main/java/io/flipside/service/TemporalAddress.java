package io.flipside.service;

import io.flipside.UserError;
import io.flipside.audit.PayloadLimit;
import io.flipside.settings.Settings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where Temporal is and who we are there. The API key appears in no text that this record makes.
 *
 * @param target {@code host:port}
 * @param namespace of the audits
 * @param apiKey for Temporal Cloud and the like
 * @param tls whether the connection is encrypted; always with an API key or a certificate
 * @param certificate our certificate chain in PEM, for mutual TLS
 * @param key its private key in PEM (PKCS 8)
 * @param stickyTimeout how long a workflow waits for the worker that knows it; zero for the in-memory service, which
 *     would wait for ever
 * @param deployment the version of this process, if the server is to route audits by version
 */
public record TemporalAddress(
        String target,
        String namespace,
        Optional<String> apiKey,
        boolean tls,
        Optional<Path> certificate,
        Optional<Path> key,
        Duration stickyTimeout,
        Optional<WorkerDeploymentVersion> deployment) {

    static TemporalAddress of(TemporalConfig temporal) {
        if (temporal.tlsCertificate().isPresent() != temporal.tlsKey().isPresent()) {
            throw new UserError("settings 'flipside.temporal.tls-certificate' and 'flipside.temporal.tls-key' belong"
                    + " together. Give both, or neither.");
        }
        return new TemporalAddress(
                temporal.target().orElseThrow(() -> Settings.missing("flipside.temporal.target")),
                temporal.namespace(),
                temporal.apiKey(),
                temporal.tls()
                        .orElse(temporal.apiKey().isPresent()
                                || temporal.tlsCertificate().isPresent()),
                temporal.tlsCertificate(),
                temporal.tlsKey(),
                Duration.ofSeconds(temporal.stickySeconds()),
                temporal.deployment());
    }

    /** How workflow workers start; with a deployment, an audit stays with the version that began it. */
    WorkerOptions.Builder worker() {
        WorkerOptions.Builder options = WorkerOptions.newBuilder().setStickyQueueScheduleToStartTimeout(stickyTimeout);
        deployment.ifPresent(version -> options.setDeploymentOptions(WorkerDeploymentOptions.newBuilder()
                .setUseVersioning(true)
                .setVersion(version)
                .setDefaultVersioningBehavior(VersioningBehavior.PINNED)
                .build()));
        return options;
    }

    /** A connection; it is made with the first call, and again whenever it is lost. */
    WorkflowServiceStubs connect() {
        WorkflowServiceStubsOptions.Builder options =
                WorkflowServiceStubsOptions.newBuilder().setTarget(target).setRpcTimeout(Duration.ofSeconds(10));
        apiKey.ifPresent(secret -> options.addApiKey(() -> secret));
        if (certificate.isPresent() && key.isPresent()) {
            try (InputStream chain = Files.newInputStream(certificate.get());
                    InputStream secret = Files.newInputStream(key.get())) {
                options.setSslContext(
                        SimpleSslContextBuilder.forPKCS8(chain, secret).build());
            } catch (IOException e) {
                throw new UserError(
                        "the certificate " + certificate.get() + " or its key " + key.get() + " cannot be read: "
                                + e.getMessage() + ". Check flipside.temporal.tls-certificate and -key.",
                        e);
            }
        } else {
            options.setEnableHttps(tls);
        }
        return WorkflowServiceStubs.newServiceStubs(options.build());
    }

    WorkflowClient client(WorkflowServiceStubs stubs) {
        WorkflowClientOptions.Builder options =
                WorkflowClientOptions.newBuilder().setNamespace(namespace).setDataConverter(PayloadLimit.converter());
        Tracing.client().ifPresent(options::setInterceptors);
        return WorkflowClient.newInstance(stubs, options.build());
    }

    @Override
    public String toString() {
        return "TemporalAddress[target=" + target + ", namespace=" + namespace + ", tls=" + tls + "]";
    }
}
