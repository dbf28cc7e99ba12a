package com.metricai.ingest.queue;

/**
 * One partition, as far as it matters for what was not read yet.
 *
 * @param begin offset of the oldest record that is still there
 * @param end offset of the next record to come
 * @param committed offset of the next record to be read; {@code begin} when the group never committed
 * @param firstYoung offset of the first record younger than the age that alarms; {@code end} when there is none
 */
record PartitionBacklog(long begin, long end, long committed, long firstYoung) {
    /** Whether a record that nobody read is older than the age that alarms. */
    boolean hasOldUnread() {
        return unread() > 0 && nextToRead() < firstYoung;
    }

    /** How many records nobody read. */
    long unread() {
        return Math.max(0, end - nextToRead());
    }

    private long nextToRead() {
        return Math.max(committed, begin);
    }
}
