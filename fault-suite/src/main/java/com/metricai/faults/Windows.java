package com.metricai.faults;

import java.util.ArrayList;
import java.util.List;

/** Stretches of time in which ingest itself stood still or could not be reached, so that nobody could have answered. */
final class Windows {
    private record Window(long began, long ended) {}

    private final List<Window> windows = new ArrayList<>();

    /** By {@link System#nanoTime()}. */
    synchronized void add(long began, long ended) {
        windows.add(new Window(began, ended));
    }

    synchronized boolean touch(long began, long ended) {
        return windows.stream().anyMatch(window -> began - window.ended <= 0 && ended - window.began >= 0);
    }
}
