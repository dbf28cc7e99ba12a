package com.metricai.kafka.embedded;

import static java.util.Map.entry;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A broker in a container, with the settings of docker-compose.yml: the image of that file, or another one by
 * {@code KAFKA_IMAGE}. Nothing is pulled.
 */
class KafkaServerIT extends BrokerContract {
    private static final String IMAGE = Objects.requireNonNullElse(System.getenv("KAFKA_IMAGE"), "apache/kafka:4.3.1");

    private final String volume = "metric-ai-broker-it-" + UUID.randomUUID();

    @BeforeEach
    void requireImage() {
        Assumptions.assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine answers");
        try {
            docker().inspectImageCmd(IMAGE).exec();
        } catch (NotFoundException e) {
            Assumptions.abort("the image is not here: docker pull " + IMAGE);
        }
        docker().createVolumeCmd().withName(volume).exec();
    }

    @AfterEach
    void removeVolume() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            docker().listVolumesCmd().exec().getVolumes().stream()
                    .filter(each -> each.getName().equals(volume))
                    .forEach(each -> docker().removeVolumeCmd(volume).exec());
        }
    }

    @Override
    Broker broker(int port) {
        // Clients are sent to the address that the broker advertises: it must be known before the start.
        int published = port == 0 ? Ports.free() : port;
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withEnv(settings(published))
                .withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                        .withBinds(new Bind(volume, new Volume("/var/lib/kafka/data"))))
                .waitingFor(Wait.forListeningPorts(9092))
                .withStartupTimeout(Duration.ofMinutes(2));
        container.setPortBindings(List.of("127.0.0.1:" + published + ":9092"));
        container.start();
        return new Broker("127.0.0.1:" + published, published, container::stop);
    }

    private static Map<String, String> settings(int published) {
        String record = Integer.toString(EmbeddedKafka.MAX_RECORD_BYTES);
        return Map.ofEntries(
                entry("CLUSTER_ID", "bWV0cmljLWFpLWthZmthMQ"),
                entry("KAFKA_NODE_ID", "1"),
                entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                entry("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093"),
                entry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://127.0.0.1:" + published),
                entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                entry("KAFKA_LOG_DIRS", "/var/lib/kafka/data"),
                entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                entry("KAFKA_MESSAGE_MAX_BYTES", record),
                entry("KAFKA_FETCH_MAX_BYTES", record),
                entry("KAFKA_REPLICA_FETCH_MAX_BYTES", record),
                entry("KAFKA_REPLICA_FETCH_RESPONSE_MAX_BYTES", record),
                entry("KAFKA_SOCKET_REQUEST_MAX_BYTES", Integer.toString(EmbeddedKafka.MAX_RECORD_BYTES + (8 << 20))),
                entry("KAFKA_LOG_SEGMENT_BYTES", Integer.toString(2 * EmbeddedKafka.MAX_RECORD_BYTES)));
    }

    private static DockerClient docker() {
        return DockerClientFactory.lazyClient();
    }
}
