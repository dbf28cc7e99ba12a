package com.metricai.standalone.demo;

import com.metricai.otlp.Signal;
import java.time.LocalDate;

/**
 * One request body.
 *
 * @param day the day of the story that it belongs to
 * @param body OTLP/JSON, uncompressed
 * @param records how many log records, spans or points are in it
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public record DemoExport(LocalDate day, Signal signal, byte[] body, int records) {}
