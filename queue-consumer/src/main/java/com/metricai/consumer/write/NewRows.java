package com.metricai.consumer.write;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Inserts rows and tells which of them were not there yet. */
final class NewRows {
    private NewRows() {}

    /** {@code sql} says ON CONFLICT … DO NOTHING, so that a row that is there counts as 0 updates. */
    static <T> List<T> insert(Handle handle, String sql, List<T> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] updates;
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            rows.forEach(row -> batch.bindMethods(row).add());
            updates = batch.execute();
        }
        List<T> fresh = new ArrayList<>(rows.size());
        for (int i = 0; i < updates.length; i++) {
            if (updates[i] > 0) {
                fresh.add(rows.get(i));
            }
        }
        return fresh;
    }
}
