/** Who uses it, and how often. */
@NullMarked
package com.metricai.api.panel.activeusers;

import org.jspecify.annotations.NullMarked;
