package com.metricai.store;

import com.github.dockerjava.api.exception.NotFoundException;
import com.metricai.store.clickhouse.ClickHouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** A server as docker-compose.yml runs it, with the same configuration. Nothing is pulled. */
record TestEngineServer(GenericContainer<?> container) implements TestEngine {
    private static final String USER = "metric_ai";
    private static final String PASSWORD = "only-for-this-test";
    private static final int HTTP = 8123;
    private static final Path CONFIGURATION = Path.of("..", "deploy", "clickhouse", "metric-ai.xml");

    static TestEngine start(String image) {
        Assumptions.assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine answers");
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
        } catch (NotFoundException e) {
            Assumptions.abort("the image is not here: docker pull " + image);
        }
        GenericContainer<?> container = new GenericContainer<>(image)
                .withEnv("CLICKHOUSE_USER", USER)
                .withEnv("CLICKHOUSE_PASSWORD", PASSWORD)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(CONFIGURATION), "/etc/clickhouse-server/config.d/metric-ai.xml")
                .withExposedPorts(HTTP)
                .waitingFor(Wait.forHttp("/ping").forPort(HTTP))
                .withStartupTimeout(Duration.ofMinutes(2));
        container.start();
        return new TestEngineServer(container);
    }

    @Override
    public ClickHouse clickHouse() {
        return new ClickHouse(
                "jdbc:clickhouse://%s:%d/metric_ai".formatted(container.getHost(), port()), USER, PASSWORD);
    }

    @Override
    public int port() {
        return container.getMappedPort(HTTP);
    }

    @Override
    public List<String> filesWith(String text) {
        try {
            ExecResult found = container.execInContainer("grep", "-rliaF", "--", text, "/var/lib/clickhouse");
            return found.getStdout().lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
