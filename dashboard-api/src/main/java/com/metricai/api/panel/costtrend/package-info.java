/** What was spent day by day, and where that leads. */
@NullMarked
package com.metricai.api.panel.costtrend;

import org.jspecify.annotations.NullMarked;
