/**
 * What the tables of days have in common for those who write and those who read them: which days are open, by which keys
 * and over which periods totals are kept beside the finest table.
 */
@NullMarked
package com.metricai.store.daily;

import org.jspecify.annotations.NullMarked;
