package com.metricai.store.access;

/**
 * A token that was made just now.
 *
 * @param secret its plain text, which nobody can read again
 */
public record NewToken(Token token, IngestToken secret) {}
