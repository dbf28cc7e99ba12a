package com.metricai.clickhouse.embedded.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** One function of the library. The caller names the type of the answer, which {@link ChdbLibrary} declared. */
final class NativeFunction {
    private final String name;
    private final MethodHandle handle;

    private NativeFunction(String name, MethodHandle handle) {
        this.name = name;
        this.handle = handle;
    }

    @SuppressWarnings("restricted") // Binding a C function is what this class is for.
    static NativeFunction bind(SymbolLookup library, String name, FunctionDescriptor type) {
        MethodHandle handle = Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
        int arguments = type.argumentLayouts().size();
        return new NativeFunction(
                name,
                handle.asSpreader(Object[].class, arguments)
                        .asType(MethodType.methodType(Object.class, Object[].class)));
    }

    MemorySegment pointer(Object... arguments) {
        return (MemorySegment) call(arguments);
    }

    long count(Object... arguments) {
        return (long) call(arguments);
    }

    double number(Object... arguments) {
        return (double) call(arguments);
    }

    int status(Object... arguments) {
        return (int) call(arguments);
    }

    void run(Object... arguments) {
        Object nothing = call(arguments);
        assert nothing == null : name;
    }

    private Object call(Object[] arguments) {
        try {
            return (Object) handle.invokeExact(arguments);
        } catch (Throwable e) {
            // C functions throw nothing: the arguments were not the declared ones.
            throw new IllegalStateException(name, e);
        }
    }
}
