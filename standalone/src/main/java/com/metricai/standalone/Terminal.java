package com.metricai.standalone;

import java.io.PrintStream;

/** What the person who started it reads; the log is a file. */
public final class Terminal {
    private final PrintStream out;

    public Terminal(PrintStream out) {
        this.out = out;
    }

    /** Prints a line. */
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }
}
