package com.metricai.consumer.interpret;

import com.metricai.otlp.Attributes;
import com.metricai.otlp.KeyValue;
import com.metricai.otlp.LogFingerprints;
import com.metricai.otlp.Resource;
import com.metricai.otlp.envelope.Envelope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all records of a resource have in common, read once and not once per record: a resource may have as many attributes
 * as it has records, and the time would grow with the square.
 */
final class Origin {
    /** No client's resource is so large, in characters. Of one that is, the digest stands for the texts. */
    private static final int LARGE = 8 * 1024;

    private final Envelope envelope;
    private final Resource resource;
    private final Map<String, String> names = new HashMap<>();
    private final LogFingerprints fingerprints;
    private @Nullable List<String> texts;

    Origin(Envelope envelope, Resource resource) {
        this.envelope = envelope;
        this.resource = resource;
        this.fingerprints = new LogFingerprints(envelope.orgId(), resource);
        for (KeyValue entry : resource.attributes().entries()) {
            if (Names.OF_RESOURCE.contains(entry.key()) && !names.containsKey(entry.key())) {
                String value = resource.attributes().string(entry.key());
                names.put(entry.key(), value == null ? "" : Reader.cut(value));
            }
        }
    }

    Envelope envelope() {
        return envelope;
    }

    /** The resource's value of one of {@link Names#OF_RESOURCE}, cut to 256 characters; {@code null} when absent or blank. */
    @Nullable
    String name(String key) {
        String value = names.get(key);
        return value == null || value.isBlank() ? null : value;
    }

    LogFingerprints fingerprints() {
        return fingerprints;
    }

    /** All attributes as texts, in the order of their keys. */
    List<String> texts() {
        if (texts == null) {
            List<String> all = texts(resource.attributes()).toList();
            texts = all.stream().mapToLong(String::length).sum() > LARGE ? List.of(Digests.of(all)) : all;
        }
        return texts;
    }

    /** In the order of the keys: the order in which a client writes them is no promise. */
    static Stream<String> texts(Attributes attributes) {
        return attributes.entries().stream()
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .map(entry -> entry.key() + '=' + entry.value());
    }
}
