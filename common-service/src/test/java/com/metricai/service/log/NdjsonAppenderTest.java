package com.metricai.service.log;

import static com.metricai.service.LogLines.text;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.metricai.service.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.BasicMDCAdapter;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class NdjsonAppenderTest {
    private final LoggerContext context = new LoggerContext();
    private final BasicMDCAdapter mdc = new BasicMDCAdapter();

    @TempDir
    Path directory;

    NdjsonAppenderTest() {
        context.setMDCAdapter(mdc);
    }

    @Test
    void line_isOneFlatObjectWithTheFixedFieldsFirst(CapturedOutput output) {
        mdc.put("traceId", "t-1");
        logger("com.metricai.ingest.http.Anything", "")
                .atInfo()
                .addKeyValue("status", 200)
                .addKeyValue("ok", true)
                .addKeyValue("ratio", Double.NaN)
                .addKeyValue("requestId", "r-1")
                .log("hello {}", "world");

        JsonNode line = LogLines.parse(output.getOut()).getFirst();
        assertThat(line.propertyNames()).startsWith("timestamp", "level", "service", "traceId", "requestId", "message");
        assertThat(line.toString()).contains("""
                        "level":"INFO","service":"ingest-service","traceId":"t-1","requestId":"r-1","message":"hello world",\
                        "status":200,"ok":true,"ratio":"NaN\"""");
        assertThat(text(line, "timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(output.getErr()).isEmpty();
    }

    @Test
    void message_survivesNewlineQuoteAndEmoji(CapturedOutput output) {
        String message = "two\nlines, \"quotes\" \\ a tab\t, a bell \u0007 and 🦄";
        logger("x", "").info(message);

        assertThat(output.getOut().lines()).hasSize(1);
        assertThat(text(LogLines.parse(output.getOut()).getFirst(), "message")).isEqualTo(message);
    }

    @Test
    void error_goesToStderrWithErrorAndStack(CapturedOutput output) {
        logger("com.metricai.rollup.X", "").error("failed", new IllegalStateException("the \"disk\"\nis full"));

        JsonNode line = LogLines.parse(output.getErr()).getFirst();
        assertThat(output.getOut()).isEmpty();
        assertThat(text(line, "service")).isEqualTo("rollup-cron");
        assertThat(text(line, "error")).isEqualTo("java.lang.IllegalStateException: the \"disk\"\nis full");
        assertThat(text(line, "stack")).contains("NdjsonAppenderTest");
    }

    @Test
    void field_namedLikeAFixedOneKeepsItsValue(CapturedOutput output) {
        logger("x", "")
                .atInfo()
                .addKeyValue("message", "mine")
                .addKeyValue("level", 3)
                .log("text");

        JsonNode line = LogLines.parse(output.getOut()).getFirst();
        assertThat(text(line, "message")).isEqualTo("text");
        assertThat(text(line, "message_")).isEqualTo("mine");
        assertThat(text(line, "level_")).isEqualTo("3");
    }

    @Test
    void file_takesEverythingAndStderrTheErrors(CapturedOutput output) throws IOException {
        Path file = directory.resolve("logs/all.ndjson");
        Logger logger = logger("org.example.Library", file.toString());
        logger.info("one");
        logger.error("two");
        context.stop();

        List<JsonNode> lines = LogLines.parse(Files.readString(file));
        assertThat(lines).extracting(line -> text(line, "message")).containsExactly("one", "two");
        assertThat(lines).extracting(line -> text(line, "service")).containsOnly("fallback");
        assertThat(output.getOut()).isEmpty();
        assertThat(LogLines.withMessage(output.getErr(), "two")).hasSize(1);
    }

    private Logger logger(String name, String file) {
        NdjsonAppender appender = new NdjsonAppender();
        appender.setContext(context);
        appender.setFile(file);
        appender.setService("fallback");
        appender.start();
        Logger logger = context.getLogger(name);
        logger.addAppender(appender);
        return logger;
    }
}
