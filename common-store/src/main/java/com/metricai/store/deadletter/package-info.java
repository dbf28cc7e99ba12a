/** What operators ask to be done about exports that could not be read. */
@NullMarked
package com.metricai.store.deadletter;

import org.jspecify.annotations.NullMarked;
