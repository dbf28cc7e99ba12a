package com.metricai.api.panel.costseries;

import com.metricai.api.panel.BadParameter;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose cost a series is. Its name is the same in the database and the parameter. */
enum SeriesKey {
    USER,
    TEAM,
    REPO,
    MODEL;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SeriesKey parse(@Nullable String name) {
        return Arrays.stream(values())
                .filter(key -> key.column().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadParameter("by", "by is user, team, repo or model"));
    }
}
