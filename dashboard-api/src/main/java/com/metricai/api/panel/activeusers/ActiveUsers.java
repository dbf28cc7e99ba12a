package com.metricai.api.panel.activeusers;

import com.metricai.api.panel.ShownUser;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Who uses it.
 *
 * @param days every day of the range
 * @param dau active on the range's last day
 * @param wau active within the 7 days that end with it
 * @param mau active within the 30 days that end with it
 * @param users those active within the range, by cost
 */
record ActiveUsers(List<DayUsers> days, long dau, long wau, long mau, List<User> users) {
    record DayUsers(LocalDate day, long activeUsers) {}

    record User(
            ShownUser user,
            LocalDate lastActiveDay,
            long activeDays,
            BigDecimal costUsd,
            long sessions,
            long prompts) {}
}
