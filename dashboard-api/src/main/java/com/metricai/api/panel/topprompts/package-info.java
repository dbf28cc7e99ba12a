/** The prompts that cost most. */
@NullMarked
package com.metricai.api.panel.topprompts;

import org.jspecify.annotations.NullMarked;
