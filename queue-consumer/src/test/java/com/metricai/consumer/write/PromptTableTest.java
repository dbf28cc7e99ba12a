package com.metricai.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.consumer.Captures;
import com.metricai.consumer.interpret.EventRow;
import com.metricai.consumer.interpret.Interpreted;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTableTest {
    private static final String REQUESTS = "SELECT sum(api_requests) FROM prompt_summary";

    @TempDir
    Path directory;

    @Test
    void promptOfTooManyEvents_isComputedOnceAndThenLeft() {
        try (TestStore store = new TestStore(directory.resolve("x.db"), Captures.RECEIVED)) {
            List<Interpreted> exports = Captures.json("tools").stream()
                    .map(request -> request.interpreted("acme"))
                    .toList();
            List<EventRow> events = exports.stream()
                    .filter(Interpreted.Events.class::isInstance)
                    .flatMap(export -> ((Interpreted.Events) export).rows().stream())
                    .toList();
            store.write(exports);
            long requests = store.number(REQUESTS);
            assertThat(requests).isPositive();

            store.sqlite().jdbi().useTransaction(handle -> {
                handle.execute("DELETE FROM prompt_summary");
                PromptTable.recompute(handle, events, "2026-01-01", 2);
            });
            assertThat(store.number(REQUESTS)).isEqualTo(requests);

            store.sqlite().jdbi().useTransaction(handle -> {
                handle.execute("DELETE FROM events WHERE name = 'api_request'");
                assertThat(PromptTable.recompute(handle, events, "2026-01-01", 2))
                        .isEmpty();
            });
            assertThat(store.number(REQUESTS)).as("left as it was").isEqualTo(requests);

            store.sqlite()
                    .jdbi()
                    .useTransaction(handle -> PromptTable.recompute(handle, events, "2026-01-01", events.size()));
            assertThat(store.number(REQUESTS)).isZero();
        }
    }
}
