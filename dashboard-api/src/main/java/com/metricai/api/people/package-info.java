/** The rights of the people whose telemetry this is: who sees their names, what is kept of them, how it is deleted. */
@NullMarked
package com.metricai.api.people;

import org.jspecify.annotations.NullMarked;
