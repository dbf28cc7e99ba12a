/** Which tools were let through, and by whom. */
@NullMarked
package com.metricai.api.panel.tooldecisions;

import org.jspecify.annotations.NullMarked;
