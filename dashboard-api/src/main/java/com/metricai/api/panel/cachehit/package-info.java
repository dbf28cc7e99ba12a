/** How much of the input came from the prompt cache. */
@NullMarked
package com.metricai.api.panel.cachehit;

import org.jspecify.annotations.NullMarked;
