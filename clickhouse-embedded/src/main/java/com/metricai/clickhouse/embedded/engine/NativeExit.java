package com.metricai.clickhouse.embedded.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Ends the process at once. {@code System.exit} runs the C++ destructors of the engine's globals while its background threads
 * still use them, which was seen to end in a segmentation fault; what was acknowledged is on disk by then.
 */
public final class NativeExit {
    private NativeExit() {}

    /** Does not return. Nothing is flushed. */
    @SuppressWarnings("restricted") // POSIX _exit(int)
    public static void exit(int status) {
        Linker linker = Linker.nativeLinker();
        MethodHandle exit = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("_exit"), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
        try {
            exit.invokeExact(status);
        } catch (Throwable e) {
            throw new IllegalStateException("_exit failed", e);
        }
    }
}
