package com.metricai.service.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import org.jspecify.annotations.Nullable;

/**
 * Errors go to stderr, the rest to stdout. With a file, everything goes there, and errors to stderr as well, so that
 * whoever started the process sees them. The file is rolled at 20 MB and five old ones are kept.
 */
public final class NdjsonAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final String MAX_FILE_SIZE = "20MB";
    private static final int OLD_FILES = 5;

    private String file = "";
    private String service = "metric-ai";
    private @Nullable OutputStreamAppender<ILoggingEvent> main;
    private @Nullable OutputStreamAppender<ILoggingEvent> errors;

    /** The file to write to; empty for stdout. */
    public void setFile(String file) {
        this.file = file.strip();
    }

    /** The name of the service, for loggers that do not tell. */
    public void setService(String service) {
        this.service = service;
    }

    @Override
    public void start() {
        main = file.isEmpty() ? console("System.out") : rollingFile();
        errors = console("System.err");
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        if (main != null && errors != null) {
            main.stop();
            errors.stop();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        boolean isError = event.getLevel().isGreaterOrEqual(Level.ERROR);
        if (main != null && (!isError || !file.isEmpty())) {
            main.doAppend(event);
        }
        if (errors != null && isError) {
            errors.doAppend(event);
        }
    }

    private OutputStreamAppender<ILoggingEvent> console(String target) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget(target);
        return started(appender);
    }

    private OutputStreamAppender<ILoggingEvent> rollingFile() {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setFile(file);

        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(getContext());
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%i");
        rolling.setMaxIndex(OLD_FILES);
        rolling.start();
        appender.setRollingPolicy(rolling);

        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(getContext());
        trigger.setMaxFileSize(FileSize.valueOf(MAX_FILE_SIZE));
        trigger.start();
        appender.setTriggeringPolicy(trigger);
        return started(appender);
    }

    private OutputStreamAppender<ILoggingEvent> started(OutputStreamAppender<ILoggingEvent> appender) {
        NdjsonEncoder encoder = new NdjsonEncoder();
        encoder.setContext(getContext());
        encoder.setService(service);
        encoder.start();
        appender.setContext(getContext());
        appender.setName(getName());
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
