/** Sessions, and the prompts of one. */
@NullMarked
package com.metricai.api.panel.sessions;

import org.jspecify.annotations.NullMarked;
