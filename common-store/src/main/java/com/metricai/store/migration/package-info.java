/** Numbered SQL files, each applied once. */
@NullMarked
package com.metricai.store.migration;

import org.jspecify.annotations.NullMarked;
