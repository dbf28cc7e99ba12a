/** The rights of the people whose telemetry this is: export, erasure, pseudonyms. */
@NullMarked
package com.metricai.store.people;

import org.jspecify.annotations.NullMarked;
