/** Backups, what is damaged, and taking in again what the topic still holds. */
@NullMarked
package com.metricai.standalone.recovery;

import org.jspecify.annotations.NullMarked;
