package com.metricai.standalone.cli;

import com.metricai.standalone.DataDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}. */
final class DataOption {
    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept. Default: ./data")
    private Path data = Path.of("data");

    DataDirectory directory() {
        return new DataDirectory(data);
    }
}
