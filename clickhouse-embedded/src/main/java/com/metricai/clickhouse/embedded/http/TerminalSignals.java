package com.metricai.clickhouse.embedded.http;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A terminal sends ^C to every process that it started, and the parent still writes while it shuts down: the child leaves
 * these signals to the parent and ends when told to.
 */
final class TerminalSignals {
    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;
    /** {@code SIG_IGN} of signal.h. */
    private static final MemorySegment IGNORE = MemorySegment.ofAddress(1);

    private TerminalSignals() {}

    @SuppressWarnings("restricted") // signal(2), which the JDK has no supported API for.
    static void ignore() {
        Linker linker = Linker.nativeLinker();
        MethodHandle signal = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("signal"), FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
        try {
            for (int number : new int[] {SIGHUP, SIGINT}) {
                MemorySegment previous = (MemorySegment) signal.invokeExact(number, IGNORE);
                assert previous != null;
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e); // C functions throw nothing.
        }
    }
}
