package com.metricai.standalone.demo;

/**
 * A time at which the model API refuses more requests than usual.
 *
 * @param from in milliseconds since 1970
 * @param to likewise, excluded
 * @param refused the share of requests that fail for good in between
 * @param usually the share of those that fail for good at other times
 */
record Outage(long from, long to, double refused, double usually) {
    /** Every request is refused. */
    static final Outage TOTAL = new Outage(Long.MIN_VALUE, Long.MAX_VALUE, 1, 1);

    /** No request is refused, ever. */
    static final Outage NONE = new Outage(0, 0, 0, 0);

    boolean isOn(long at) {
        return at >= from && at < to;
    }

    double failChance(long at) {
        return isOn(at) ? refused : usually;
    }
}
