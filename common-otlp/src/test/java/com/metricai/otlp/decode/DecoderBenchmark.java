package com.metricai.otlp.decode;

import com.google.protobuf.Message;
import com.metricai.otlp.Export;
import com.metricai.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Decodings per second of one captured traces export: many spans ({@code subagent}, 39 KB), or few with long prompts
 * ({@code big}, 171 KB)..
 *
 * <p>{@code ./mvnw -q -pl common-otlp -P benchmarks test-compile exec:exec}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(value = 1, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
public class DecoderBenchmark {
    @Param({"subagent/003-traces.json", "big/001-traces.json"})
    String file = "";

    private byte[] json = {};
    private byte[] protobuf = {};

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(DecoderBenchmark.class.getName())
                        .build())
                .run();
    }

    @Setup
    public void read() {
        json = Captures.read(Captures.folder().resolve(file));
        protobuf = oracle().toByteArray();
    }

    @Benchmark
    public Export jsonDecoder() {
        return JsonDecoder.decode(Signal.TRACES, json);
    }

    @Benchmark
    public Export protobufDecoder() {
        return ProtobufDecoder.decode(Signal.TRACES, protobuf);
    }

    @Benchmark
    public Message jsonFormatWithHexIds() {
        return oracle();
    }

    private Message oracle() {
        return Oracle.parse(Signal.TRACES, new String(json, StandardCharsets.UTF_8));
    }
}
