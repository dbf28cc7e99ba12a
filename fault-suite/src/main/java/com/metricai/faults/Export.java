package com.metricai.faults;

import com.metricai.otlp.Signal;

/**
 * One request body.
 *
 * @param id of this run, for messages
 * @param body plain OTLP/JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Export(String id, Signal signal, byte[] body, boolean gzip, Facts facts) {}
