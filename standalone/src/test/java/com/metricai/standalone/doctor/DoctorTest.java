package com.metricai.standalone.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.access.IngestToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against real servers of every wrong kind. */
class DoctorTest {
    private static final String TOKEN = IngestToken.random(new SecureRandom()).text();
    private static final String JSON = "application/json";

    private final List<String> lines = new ArrayList<>();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private Duration each = Duration.ofMillis(12);

    @TempDir
    Path folder;

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    @Test
    void everythingRight_isWell() {
        String url = ingest();
        assertThat(examine(url, TOKEN)).isTrue();
        assertThat(report())
                .contains("✓ url", "✓ token", "✓ name", "✓ metrics", "✓ logs ", "✓ logs (protobuf)", "✓ traces")
                .contains("200 in 12 ms (application/json)", "200 in 12 ms (application/x-protobuf)", "✓ clock")
                .contains("All is well.")
                .doesNotContain("✗")
                .doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"code\":16,\"message\":\"the token is unknown, revoked or expired: ask\"} | unknown, revoked or expired | token list",
                "401 | | not from ingest | credentials of its own",
                "403 | | 403 | proxy or firewall",
                "404 | {\"code\":5,\"message\":\"there is nothing here: send to /v1/traces\"} | nothing here | leave /otel out",
                "404 | | not from ingest | another server",
                "405 | | not from ingest | another server",
                "407 | | a proxy wants credentials | go round it",
                "413 | {\"code\":3,\"message\":\"larger than\"} | too large: larger than | client_max_body_size",
                "415 | {\"code\":3,\"message\":\"must be\"} | 415 | OTEL_EXPORTER_OTLP_PROTOCOL",
                "429 | {\"code\":8,\"message\":\"this token sends more\"} | this token sends more | raise the limit",
                "503 | {\"code\":14,\"message\":\"the queue cannot be reached\"} | queue cannot be reached | ingest's log",
                "502 | | a proxy is there | check that ingest runs",
                "500 | | ingest never does | 4318",
                "400 | | not from ingest | write https://",
                "400 | {\"code\":3,\"message\":\"gzip\"} | did not arrive as it was sent: gzip | a proxy changes"
            })
    void answer_isExplained(int status, String body, String what, String advice) {
        String url = server(exchange -> answer(exchange, status, JSON, body == null ? "" : body)) + "/otel";
        assertThat(examine(url, TOKEN)).isFalse();
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("  ✗ metrics").contains(what));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("→").contains(advice));
        assertThat(lines.stream().filter(line -> line.contains(advice) && line.contains("→")))
                .as("the same advice once")
                .hasSize(1);
    }

    @Test
    void webPage_isNotTakenForIngest() {
        String page = "<!DOCTYPE html><html><title>\u001b[31m Sign in\n</title></html>";
        String url = server(exchange -> answer(exchange, 200, "text/html; charset=utf-8", page));
        assertThat(examine(url, TOKEN)).isFalse();
        assertThat(report())
                .contains("a web page was answered")
                .contains("Sign in")
                .doesNotContain("\u001b");
    }

    @Test
    void redirect_isNotFollowed() {
        String url = server(exchange -> {
            exchange.getResponseHeaders().set("Location", "https://login.example.com/");
            answer(exchange, 302, "", "");
        });
        assertThat(examine(url, TOKEN)).isFalse();
        assertThat(report())
                .contains("302: sent on to https://login.example.com/")
                .contains("sign-in page");
    }

    @Test
    void somethingElseThatSays200_isNotWell() {
        String url = server(exchange -> answer(exchange, 200, "text/plain", "ok"));
        assertThat(examine(url, TOKEN)).isFalse();
        assertThat(report()).contains("200, but answered as text/plain");
    }

    @Test
    void slowAnswer_isNotWell() {
        each = Duration.ofMillis(5100);
        assertThat(examine(ingest(), TOKEN)).isFalse();
        assertThat(report()).contains("200, after 5.1 s", "gives up after 10 s");
    }

    @Test
    void clockThatIsWrong_isTold() {
        String url = ingest();
        assertThat(new Doctor(
                                Clock.fixed(Instant.now().plus(Duration.ofHours(2)), ZoneOffset.UTC),
                                this::nanos,
                                lines::add)
                        .examine(url, TOKEN))
                .isFalse();
        assertThat(report()).containsPattern("this machine is 7[12]\\d\\d s ahead of the server");
    }

    @Test
    void nobodyListening_isSaidOnce() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(examine("http://127.0.0.1:" + port, TOKEN)).isFalse();
        assertThat(report())
                .contains("nobody listens on 127.0.0.1:" + port, "./metric-ai up")
                .doesNotContain("traces");
    }

    @Test
    void unknownName_isSaid() {
        assertThat(examine("http://metric-ai.invalid:4318", TOKEN)).isFalse();
        assertThat(report()).contains("nobody knows the name metric-ai.invalid").doesNotContain("✗ metrics");
    }

    @Test
    void httpsToAPlainPort_isSaid() throws IOException {
        int port = speaking("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
        assertThat(examine("https://127.0.0.1:" + port, TOKEN)).isFalse();
        assertThat(report()).contains("does not speak TLS", "write http://");
    }

    @Test
    void certificateOfNobodysAuthority_isSaid() throws Exception {
        assertThat(examine(tls(), TOKEN)).isFalse();
        assertThat(report()).contains("the certificate of localhost:").contains("NODE_EXTRA_CA_CERTS");
    }

    @Test
    void httpToATlsPort_isSaid() throws Exception {
        assertThat(examine(tls().replace("https:", "http:"), TOKEN)).isFalse();
        assertThat(report()).contains("write https://");
    }

    /** A gRPC server greets with a SETTINGS frame of HTTP/2, whatever it was sent. */
    @Test
    void grpcPort_isToldApart() throws IOException {
        int port = speaking(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
        assertThat(examine("http://127.0.0.1:" + port, TOKEN)).isFalse();
        assertThat(report()).contains("does not speak HTTP/1.1", "a port for gRPC");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1:4318 | neither http:// nor https://",
                "localhost:4318 | neither http:// nor https://",
                "grpc://localhost:4317 | neither http:// nor https://",
                "http:// | no URL",
                "http:///v1 | names no host",
                "not a url | neither http:// nor https://",
                "http://a b | no URL"
            })
    void urlThatIsNone_isSaid(String url, String what) {
        assertThat(examine(url, TOKEN)).isFalse();
        assertThat(report()).contains(what).doesNotContain("✗ metrics");
    }

    @Test
    void urlOfOneSignal_isSaid_andTheRestIsExaminedAllTheSame() {
        assertThat(examine(ingest() + "/v1/traces/", TOKEN)).isFalse();
        assertThat(report()).contains("the URL ends in /v1/traces").contains("✓ traces");
    }

    @Test
    void tokenThatIsNone_isSaidBeforeItIsSent() {
        String typo = TOKEN.substring(0, 10) + (TOKEN.charAt(10) == 'a' ? 'b' : 'a') + TOKEN.substring(11);
        assertThat(examine(ingest(), typo)).isFalse();
        assertThat(report()).contains("its checksum is wrong").doesNotContain(typo);
        assertThat(examine(ingest(), "Bearer " + TOKEN)).isFalse();
        assertThat(report()).contains("begins with Bearer");
        assertThat(examine(ingest(), "sk-something")).isFalse();
        assertThat(report()).contains("no ingest token of metric-ai").doesNotContain("sk-something");
    }

    @Test
    void refusedTypo_isNotSaidToBeTooYoung() {
        String refusal = "{\"code\":16,\"message\":\"this is no ingest token\"}";
        String url = server(exchange -> answer(exchange, 401, JSON, refusal));
        String typo = TOKEN.substring(0, 10) + (TOKEN.charAt(10) == 'a' ? 'b' : 'a') + TOKEN.substring(11);
        assertThat(examine(url, typo)).isFalse();
        assertThat(report())
                .contains("its checksum is wrong", "401: this is no ingest token")
                .doesNotContain("5 s");
        assertThat(examine(url, TOKEN)).isFalse();
        assertThat(report()).contains("a token is taken 5 s after it was made");
    }

    private boolean examine(String url, String token) {
        lines.clear();
        return new Doctor(Clock.systemUTC(), this::nanos, lines::add).examine(url, token);
    }

    private String report() {
        return String.join("\n", lines);
    }

    private long nanos() {
        return nanos.getAndAdd(each.toNanos());
    }

    /** A port that says one thing to everybody. */
    private int speaking(byte[] greeting) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        servers.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(greeting);
                    client.getOutputStream().flush();
                    client.shutdownOutput();
                    drain(client.getInputStream());
                } catch (IOException e) {
                    return;
                }
            }
        });
        return server.getLocalPort();
    }

    private String ingest() {
        return server(exchange -> {
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            answer(exchange, 200, type, type.equals(JSON) ? "{}" : "");
        });
    }

    private String server(Handler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            return "http://127.0.0.1:" + start(server, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a certificate that it signed itself. */
    private String tls() throws Exception {
        Path file = folder.resolve("keys.p12");
        if (!Files.exists(file)) {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "a",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            "changeit",
                            "-keystore",
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("keytool.txt").toFile())
                    .start();
            assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        KeyStore keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return "https://localhost:" + start(server, exchange -> answer(exchange, 200, JSON, "{}"));
    }

    private int start(HttpServer server, Handler handler) {
        server.createContext("/", exchange -> {
            try (exchange) {
                drain(exchange.getRequestBody());
                handler.handle(exchange);
            }
        });
        server.start();
        servers.add(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        if (!type.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void drain(InputStream in) throws IOException {
        in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }
}
