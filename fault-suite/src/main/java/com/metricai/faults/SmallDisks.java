package com.metricai.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The disks of a run that has full ones: all of them or none. */
final class SmallDisks implements AutoCloseable {
    /** The whole needs 512 MB free to start at all. */
    private static final Map<Part, Integer> MEGABYTES =
            Map.of(Part.BROKER, 512, Part.CONSUMER, 384, Part.CLICKHOUSE, 512, Part.STANDALONE, 1400);

    private final Map<Part, SmallDisk> disks = new EnumMap<>(Part.class);

    /** Mounts one for each of the parts. */
    static SmallDisks of(Places places, List<Part> parts) {
        SmallDisks all = new SmallDisks();
        try {
            for (Part part : parts) {
                all.disks.put(part, SmallDisk.at(places.disk(part), MEGABYTES.getOrDefault(part, 0)));
            }
            return all;
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    SmallDisk of(Part part) {
        SmallDisk disk = disks.get(part);
        if (disk == null) {
            throw new IllegalStateException(part.label() + " has no disk of its own");
        }
        return disk;
    }

    @Override
    public void close() {
        disks.values().forEach(SmallDisk::close);
        disks.clear();
    }
}
