/** What a service says when it cannot start: one line that names the cause and what to do. */
@NullMarked
package com.metricai.service.start;

import org.jspecify.annotations.NullMarked;
