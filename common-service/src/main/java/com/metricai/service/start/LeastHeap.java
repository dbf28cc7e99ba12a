package com.metricai.service.start;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

/**
 * Refuses to start with less heap than {@code metric-ai.least-heap}: a service that starts all the same dies later, in the
 * middle of its work.
 */
public final class LeastHeap implements EnvironmentPostProcessor, Ordered {
    private static final String PROPERTY = "metric-ai.least-heap";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String least = environment.getProperty(PROPERTY);
        if (least != null) {
            require(least);
        }
    }

    /**
     * For a process without Spring.
     *
     * @param least a size with its unit, {@code 64MB}
     * @throws IllegalStateException when this process has less
     */
    public static void require(String least) {
        require(DataSize.parse(least), Runtime.getRuntime().maxMemory());
    }

    private static void require(DataSize least, long heapBytes) {
        if (heapBytes < least.toBytes()) {
            throw new IllegalStateException(
                    "too little memory: the heap is %d MB, and at least %d MB are needed. Give the container, or the process by -Xmx, more memory; METRIC_AI_LEAST_HEAP=%dMB would start it all the same."
                            .formatted(heapBytes >> 20, least.toMegabytes(), heapBytes >> 20));
        }
    }

    /** After the application's own files were read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
