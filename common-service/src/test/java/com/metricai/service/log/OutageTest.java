package com.metricai.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final class Away extends RuntimeException {
        Away() {
            super("could not store\n 7 rows", new ConnectException("refused"));
        }
    }

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Outage outage;

    @BeforeEach
    void listen() {
        ch.qos.logback.classic.Logger logger = new LoggerContext().getLogger("test");
        logger.addAppender(lines);
        lines.start();
        outage = new Outage(logger, "storing", Away.class);
    }

    @Test
    void away_isOneLineWithoutAStack_andOneWhenItIsBack() {
        for (int i = 0; i < 50; i++) {
            outage.failed(new Away());
        }
        outage.worked();
        outage.worked();
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "storing failed; it is tried again until it works, without another line",
                        "storing works again");
        assertThat(lines.list.getFirst().getThrowableProxy()).isNull();
        assertThat(lines.list.getFirst().getKeyValuePairs())
                .hasToString("[cause=\"could not store 7 rows: java.net.ConnectException: refused\"]");
        assertThat(lines.list.getLast().getKeyValuePairs()).hasToString("[failures=\"50\"]");
    }

    @Test
    void anotherFailure_isToldOfWithItsStack() {
        outage.failed(new Away());
        outage.failed(new IllegalStateException("a bug"));
        outage.failed(new IllegalStateException("a bug"));
        assertThat(lines.list).hasSize(2);
        assertThat(lines.list.getLast().getThrowableProxy().getClassName()).contains("IllegalStateException");
    }

    @Test
    void secondOutage_isToldOfAgain() {
        outage.failed(new Away());
        outage.worked();
        outage.failed(new Away());
        assertThat(lines.list).hasSize(3);
    }

    @Test
    void success_isNotSpokenOf() {
        outage.worked();
        assertThat(lines.list).isEmpty();
    }
}
