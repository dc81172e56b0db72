package io.flipside.events;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Gets records as they are stored, packed. Kafka's consumer unpacks what it gets before anybody can look at it, into as
 * much memory as a record says that it needs: a gzip bomb of half a megabyte ends the process. Here nothing is unpacked,
 * and an answer larger than a limit is not taken into memory.
 */
final class PartitionFetch implements AutoCloseable {
    /** Of one answer; a first batch that is larger comes whole all the same. */
    private static final int USUAL_BYTES = 1 << 20;

    private static final int MAX_WAIT_MILLIS = 500;
    private static final int PATIENCE_MILLIS = 10_000;
    /** The last version that names topics by name, known to every broker since 2.7; older ones get an older one. */
    private static final short VERSION = 12;

    private final Metrics metrics = new Metrics();
    private final ReceiveLimit limit;
    private final NetworkClient client;

    /** @param mostBytes of one answer that are taken into memory */
    PartitionFetch(ConsumerConfig config, int mostBytes) {
        limit = new ReceiveLimit(mostBytes);
        LogContext log = new LogContext("[flipside-requests] ");
        Selector selector = new Selector(
                NetworkReceive.UNLIMITED,
                config.getLong(CommonClientConfigs.CONNECTIONS_MAX_IDLE_MS_CONFIG),
                metrics,
                Time.SYSTEM,
                "flipside-requests",
                Map.of(),
                false,
                false,
                ClientUtils.createChannelBuilder(config, Time.SYSTEM, log),
                limit,
                log);
        client = new NetworkClient(
                selector,
                new ManualMetadataUpdater(),
                "flipside-requests",
                1,
                config.getLong(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG),
                config.getLong(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG),
                config.getInt(CommonClientConfigs.SEND_BUFFER_CONFIG),
                config.getInt(CommonClientConfigs.RECEIVE_BUFFER_CONFIG),
                PATIENCE_MILLIS + MAX_WAIT_MILLIS,
                config.getLong(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG),
                config.getLong(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG),
                Time.SYSTEM,
                true,
                new ApiVersions(),
                log,
                MetadataRecoveryStrategy.NONE);
    }

    /**
     * What a leader holds from an offset on.
     *
     * @param error of the broker, or {@link Errors#NONE}
     * @param end offset behind the last record
     * @param records whole batches, packed; the last one may be cut off
     */
    record Fetched(Errors error, long end, MemoryRecords records) {}

    /** An answer that is not taken because of its size. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge(int bytes, int most) {
            super("The batch at this offset has about " + bytes + " bytes; at most " + most + " are taken.");
        }
    }

    /** @throws IOException if the leader does not answer; trying again may help */
    Fetched fetch(Node leader, TopicPartition partition, long offset) throws IOException, TooLarge {
        if (!NetworkClientUtils.awaitReady(client, leader, Time.SYSTEM, PATIENCE_MILLIS)) {
            throw new IOException("broker " + leader + " does not answer");
        }
        FetchRequest.Builder request = FetchRequest.Builder.forConsumer(
                        VERSION,
                        MAX_WAIT_MILLIS,
                        1,
                        Map.of(
                                partition,
                                new FetchRequest.PartitionData(
                                        Uuid.ZERO_UUID,
                                        offset,
                                        FetchRequest.INVALID_LOG_START_OFFSET,
                                        USUAL_BYTES,
                                        Optional.empty())))
                .setMaxBytes(USUAL_BYTES);
        try {
            ClientResponse response = NetworkClientUtils.sendAndReceive(
                    client,
                    client.newClientRequest(leader.idString(), request, Time.SYSTEM.milliseconds(), true),
                    Time.SYSTEM);
            return fetched((FetchResponse) response.responseBody(), partition);
        } catch (IOException e) {
            int refused = limit.refused();
            if (refused > 0) {
                throw new TooLarge(refused, limit.most());
            }
            throw e;
        }
    }

    private static Fetched fetched(FetchResponse response, TopicPartition partition) {
        for (FetchResponseData.FetchableTopicResponse topic : response.data().responses()) {
            for (FetchResponseData.PartitionData data : topic.partitions()) {
                if (topic.topic().equals(partition.topic()) && data.partitionIndex() == partition.partition()) {
                    return new Fetched(Errors.forCode(data.errorCode()), data.highWatermark(), (MemoryRecords)
                            FetchResponse.recordsOrFail(data));
                }
            }
        }
        return new Fetched(response.error(), 0, MemoryRecords.EMPTY);
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
