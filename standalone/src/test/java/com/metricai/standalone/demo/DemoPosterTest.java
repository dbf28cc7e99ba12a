package com.metricai.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.otlp.Signal;
import com.metricai.otlp.decode.Bodies;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoPosterTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private URI ingest;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        ingest = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void after503_sendsTheSameBodyAgain() throws Exception {
        answers.addAll(List.of(503, 200));
        List<DemoPoster.Progress> seen = new ArrayList<>();
        DemoPoster.Progress posted =
                DemoPoster.post(ingest, "secret", List.of(export("{}")).iterator(), seen::add);
        assertThat(bodies).hasSize(2);
        assertThat(bodies.getFirst()).isEqualTo(bodies.getLast());
        assertThat(new String(Bodies.inflate(bodies.getFirst(), 100), StandardCharsets.UTF_8))
                .isEqualTo("{}");
        assertThat(heads).containsOnly("POST /v1/logs Bearer secret application/json gzip");
        assertThat(posted).isEqualTo(new DemoPoster.Progress(DAY, 1, 3, bodies.getFirst().length));
        assertThat(seen).containsExactly(posted);
    }

    @Test
    void many_areAllAcknowledged() throws Exception {
        List<DemoExport> exports = IntStream.range(0, 50)
                .mapToObj(i -> export("{\"n\":" + i + "}"))
                .toList();
        DemoPoster.Progress posted = DemoPoster.post(ingest, "secret", exports.iterator(), progress -> {});
        assertThat(posted.requests()).isEqualTo(50);
        assertThat(posted.records()).isEqualTo(150);
        assertThat(bodies).hasSize(50);
    }

    @Test
    void refusal_isNotRepeated() {
        answers.add(401);
        assertThatThrownBy(() ->
                        DemoPoster.post(ingest, "wrong", List.of(export("{}")).iterator(), progress -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("401");
        assertThat(bodies).hasSize(1);
    }

    private static DemoExport export(String body) {
        return new DemoExport(DAY, Signal.LOGS, body.getBytes(StandardCharsets.UTF_8), 3);
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(exchange.getRequestBody().readAllBytes());
        heads.add(String.join(
                " ",
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestHeaders().getFirst("Content-Encoding")));
        int status = answers.isEmpty() ? 200 : answers.removeFirst();
        if (status == 503) {
            exchange.getResponseHeaders().add("Retry-After", "1");
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
