/** What is left to subagents, and what they cost. */
@NullMarked
package com.metricai.api.panel.subagentstats;

import org.jspecify.annotations.NullMarked;
