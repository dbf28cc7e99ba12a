package com.metricai.api.panel.rollups;

import com.metricai.api.panel.BadParameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A column that numbers can be grouped by. Its name is the same in the database, the parameter and the answer. */
enum GroupKey {
    DAY,
    USER,
    SOURCE,
    TEAM,
    REPO,
    MODEL,
    TOOL,
    STATUS;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In the order given, each once. */
    static List<GroupKey> parse(List<String> names) {
        return names.stream()
                .flatMap(name -> Arrays.stream(name.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(GroupKey::named)
                .distinct()
                .toList();
    }

    private static GroupKey named(String name) {
        Optional<GroupKey> key = Arrays.stream(values())
                .filter(each -> each.column().equals(name))
                .findFirst();
        return key.orElseThrow(() -> new BadParameter(
                "groupBy", "groupBy takes day, user, source, team, repo, model, tool and status, separated by commas"));
    }
}
