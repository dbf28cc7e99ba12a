package com.metricai.clickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpInterfaceIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedClickHouse engine;

    @BeforeEach
    void start() throws IOException {
        engine = TestEngine.shared();
    }

    @Test
    void ping_needsNoPassword() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(engine.httpUrl() + "/ping")).build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("Ok.\n");
    }

    @Test
    void wrongPassword_answersWholeAndKeepsTheConnection() throws Exception {
        // Over one raw connection: what is left of the first exchange would spoil the second one.
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(engine.httpUrl()).getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            String body = "SELECT 1" + " ".repeat(200_000);

            out.write(post(body, "metric_ai:wrong"));
            String refusal = answer(in);
            out.write(post(body, engine.user() + ":" + engine.password()));
            String answer = answer(in);

            assertThat(refusal).startsWith("HTTP/1.1 401").contains("AUTHENTICATION_FAILED");
            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("1\n");
        }
    }

    @Test
    void noPassword_isRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(engine.httpUrl() + "/?query=SELECT+1"))
                .build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void database_ofHeaderBeforeParameterBeforeOwn() throws Exception {
        String query = "SELECT currentDatabase()";

        assertThat(post(query, Map.of()).body()).isEqualTo("metric_ai\n");
        assertThat(post(query, Map.of("database", "system")).body()).isEqualTo("system\n");
        assertThat(post(query, Map.of("database", "metric_ai"), "X-ClickHouse-Database", "system")
                        .body())
                .isEqualTo("system\n");
        assertThat(post(query, Map.of()).body()).isEqualTo("metric_ai\n");
    }

    @Test
    void database_unknown_is404AndDoesNotSpoilTheNext() throws Exception {
        HttpResponse<String> response = post("SELECT 1", Map.of("database", "no`such\\"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("81");
        assertThat(post("SELECT 1", Map.of()).body()).isEqualTo("1\n");
    }

    @Test
    void setting_holdsForItsRequestOnly() throws Exception {
        String query = "SELECT getSetting('max_block_size')";
        String before = post(query, Map.of()).body();
        assertThat(post(query, Map.of("max_block_size", "1234")).body()).isEqualTo("1234\n");

        // More requests at once than there are sessions, so that each session is asked.
        Map<String, Boolean> answers = new ConcurrentHashMap<>();
        IntStream.range(0, 40).parallel().forEach(i -> answers.put(unchecked(query), true));
        assertThat(answers).containsOnlyKeys(before);
    }

    @Test
    void setStatement_holdsForItsRequestOnly() throws Exception {
        post("SET max_block_size = 4321", Map.of());

        Map<String, Boolean> answers = new ConcurrentHashMap<>();
        IntStream.range(0, 40)
                .parallel()
                .forEach(i -> answers.put(unchecked("SELECT getSetting('max_block_size')"), true));
        assertThat(answers).hasSize(1).doesNotContainKey("4321\n");
    }

    @Test
    void setting_unknown_is400AndDoesNotSpoilTheNext() throws Exception {
        assertThat(post("SELECT 1", Map.of("max_thread", "1")).statusCode()).isEqualTo(400);
        assertThat(post("SELECT 1", Map.of("max threads; DROP", "1")).statusCode())
                .isEqualTo(400);
        assertThat(post("SELECT 1", Map.of()).body()).isEqualTo("1\n");
    }

    @Test
    void memory_isBounded() throws Exception {
        assertThat(post("SELECT getSetting('max_memory_usage')", Map.of()).body())
                .isEqualTo(TestEngine.MAX_MEMORY + "\n");
        HttpResponse<String> response =
                post("SELECT length(groupArray(repeat('x', 1000))) FROM numbers(10000000)", Map.of());
        assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("241");
    }

    @Test
    void localFilesAndUrls_readonlyForbids() throws Exception {
        for (String source : new String[] {
            "file('/etc/passwd', 'LineAsString')",
            "url('http://127.0.0.1:1/', 'LineAsString')",
            "remote('127.0.0.1:1', system.one)"
        }) {
            HttpResponse<String> response = post("SELECT * FROM " + source, Map.of("readonly", "1"));
            assertThat(response.statusCode()).as(source).isEqualTo(403);
            assertThat(response.body()).as(source).contains("READONLY");
        }
        assertThat(post("CREATE TABLE t (a Int8) ENGINE = Memory", Map.of("readonly", "1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("SELECT 1 SETTINGS readonly = 0", Map.of("readonly", "1"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void readonly_endsWithItsRequest() throws Exception {
        assertThat(post("SELECT count() FROM system.one", Map.of("readonly", "1"))
                        .body())
                .isEqualTo("1\n");
        assertThat(post("CREATE TABLE IF NOT EXISTS after_readonly (a Int8) ENGINE = Memory", Map.of())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void failureInMidStream_neverEndsTheBodyCleanly() {
        String query = "SELECT number, throwIf(number = 3000000) FROM numbers(10000000)";
        for (String format : new String[] {"RowBinaryWithNamesAndTypes", "RowBinary", "TabSeparated", "JSONEachRow"}) {
            assertThatThrownBy(() -> post(query, Map.of("default_format", format)))
                    .as(format)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void failureBeforeTheFirstMegabyte_hasAStatusAndACode() throws Exception {
        HttpResponse<String> response = post("SELECT throwIf(number = 10) FROM numbers(100)", Map.of());

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("395");
    }

    /** The engine keeps the beginning of an answer that failed and puts it in front of the connection's next one. */
    @Test
    void failedQuery_leavesNothingToTheNextAnswer() throws Exception {
        String endless = "SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(number)";
        for (int i = 0; i < 5; i++) {
            String id = "killed-" + i;
            CompletableFuture<Integer> killed = CompletableFuture.supplyAsync(() -> {
                try {
                    return post(endless, Map.of("default_format", "RowBinaryWithNamesAndTypes", "query_id", id))
                            .statusCode();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> post(countOf(id), Map.of()).body().equals("1\n"));
            post("KILL QUERY WHERE query_id = '%s'".formatted(id), Map.of());
            assertThat(killed.get(20, TimeUnit.SECONDS)).isEqualTo(500);
            assertThat(post("SELECT 'clean'", Map.of()).body()).isEqualTo("clean\n");

            Map<String, String> limited =
                    Map.of("default_format", "RowBinaryWithNamesAndTypes", "max_execution_time", "0.2");
            assertThat(post(endless, limited).statusCode()).isEqualTo(408);
            assertThat(post("SELECT 'clean'", Map.of()).body()).isEqualTo("clean\n");

            assertThatThrownBy(() -> post(
                            "SELECT number, throwIf(number = 3000000) FROM numbers(10000000)",
                            Map.of("default_format", "RowBinaryWithNamesAndTypes")))
                    .isInstanceOf(IOException.class);
            assertThat(post("SELECT 'clean'", Map.of()).body()).isEqualTo("clean\n");
        }
    }

    private static String countOf(String queryId) {
        return "SELECT count() FROM system.processes WHERE startsWith(query, '/*q:%s*/')".formatted(queryId);
    }

    @Test
    void largeResult_isWhole() throws Exception {
        String body = post("SELECT number, repeat('é', 20) FROM numbers(500000)", Map.of())
                .body();

        assertThat(body.lines()).hasSize(500_000);
        assertThat(body).endsWith("499999\t" + "é".repeat(20) + "\n");
    }

    @Test
    void parameters_areValuesAndNotSql() throws Exception {
        HttpResponse<String> response = post(
                "SELECT {s:String}, {n:UInt64} + 1, {a:Array(String)}",
                Map.of("param_s", "it's 😀", "param_n", "41", "param_a", "['p','q']"));

        assertThat(response.body()).isEqualTo("it\\'s 😀\t42\t['p','q']\n");
    }

    @Test
    void whatIsNotOffered_isRefusedInClearWords() throws Exception {
        assertThat(post("SELECT 1", Map.of("compress", "1")).body()).contains("set compress=false");
        assertThat(post("SELECT 1", Map.of("decompress", "1")).body()).contains("set decompress=false");
        assertThat(post("SELECT 1", Map.of("session_id", "a")).body()).contains("sessions");
    }

    @Test
    void statement_tooLong_isRefused() throws Exception {
        HttpResponse<String> response = post("SELECT 1" + " ".repeat(17 * 1024 * 1024), Map.of());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("RowBinary");
    }

    private String unchecked(String query) {
        try {
            return post(query, Map.of()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> post(String sql, Map<String, String> parameters, String... headers)
            throws IOException, InterruptedException {
        StringBuilder query = new StringBuilder("/?");
        parameters.forEach((name, value) ->
                query.append(encoded(name)).append('=').append(encoded(value)).append('&'));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(engine.httpUrl() + query))
                .header("X-ClickHouse-User", engine.user())
                .header("X-ClickHouse-Key", engine.password())
                .POST(HttpRequest.BodyPublishers.ofString(sql));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] post(String body, String userAndPassword) {
        String basic = Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
        String request = "POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(basic, body.length(), body);
        return request.getBytes(StandardCharsets.UTF_8);
    }

    /** One answer with a Content-Length. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("end of the connection after: " + head).isNotNegative();
            head.append((char) next);
        }
        String length = head.toString().toLowerCase(Locale.ROOT).replaceAll("(?s).*content-length: (\\d+).*", "$1");
        return head + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }
}
