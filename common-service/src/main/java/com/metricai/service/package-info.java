/** What every service needs at its rim: NDJSON logs, trace and request ids, problem responses, health and metrics. */
@NullMarked
package com.metricai.service;

import org.jspecify.annotations.NullMarked;
