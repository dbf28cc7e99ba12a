/** Who reports what: for the set-up page and for the warning that data is late. */
@NullMarked
package com.metricai.api.panel.reporting;

import org.jspecify.annotations.NullMarked;
