package com.metricai.standalone.doctor;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param well whether it is as it should be
 * @param what was found, in one line
 * @param advice what to do about it, line by line; empty when all is well
 */
record Finding(boolean well, String what, List<String> advice) {
    static Finding well(String what) {
        return new Finding(true, what, List.of());
    }

    static Finding ill(String what, String... advice) {
        return new Finding(false, what, List.of(advice));
    }
}
