package com.metricai.api.panel.activeusers;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.ShownUser;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What one person did in one period.
 *
 * @param first the period's first day
 * @param activeDays a bit for each active day, the first day's lowest
 * @param sessionRows how often a session counts, some of them more than once
 * @param costMicros micro-USD
 */
record Activity(String user, LocalDate first, long activeDays, long sessionRows, long costMicros, long prompts) {
    /** A person's days are never counted twice: neither over teams or repos of one day, nor over periods, which are disjoint. */
    private static final class Person {
        private final Map<LocalDate, Long> activeDays = new HashMap<>();
        private long sessionRows;
        private long costMicros;
        private long prompts;

        void add(Activity activity) {
            activeDays.merge(activity.first, activity.activeDays, (a, b) -> a | b);
            sessionRows += activity.sessionRows;
            costMicros += activity.costMicros;
            prompts += activity.prompts;
        }

        long days() {
            return activeDays.values().stream().mapToLong(Long::bitCount).sum();
        }

        LocalDate lastDay() {
            return activeDays.entrySet().stream()
                    .filter(entry -> entry.getValue() != 0)
                    .map(entry -> entry.getKey().plusDays(Long.SIZE - 1 - Long.numberOfLeadingZeros(entry.getValue())))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /** Of how many people each day was an active one. Pure. */
    static Map<LocalDate, Long> usersByDay(List<Activity> activities) {
        Map<LocalDate, Long> counts = new HashMap<>();
        for (Person person : people(activities).values()) {
            person.activeDays.forEach((first, days) -> {
                for (long left = days; left != 0; left &= left - 1) {
                    counts.merge(first.plusDays(Long.numberOfTrailingZeros(left)), 1L, Long::sum);
                }
            });
        }
        return counts;
    }

    /**
     * Those who were active. Pure.
     *
     * @param shown the name that the caller may see
     * @param repeated by how much a user's session rows exceed the distinct sessions
     */
    static List<ActiveUsers.User> users(
            List<Activity> activities, Function<String, ShownUser> shown, Map<String, Long> repeated) {
        List<ActiveUsers.User> users = new ArrayList<>();
        people(activities).forEach((user, person) -> {
            if (person.days() > 0) {
                users.add(new ActiveUsers.User(
                        shown.apply(user),
                        person.lastDay(),
                        person.days(),
                        Amounts.usd(person.costMicros),
                        person.sessionRows - repeated.getOrDefault(user, 0L),
                        person.prompts));
            }
        });
        return users;
    }

    private static Map<String, Person> people(List<Activity> activities) {
        Map<String, Person> people = new HashMap<>();
        activities.forEach(activity ->
                people.computeIfAbsent(activity.user, user -> new Person()).add(activity));
        return people;
    }
}
