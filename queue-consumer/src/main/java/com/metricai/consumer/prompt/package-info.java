/** What a prompt was, computed from its events; pure. */
@NullMarked
package com.metricai.consumer.prompt;

import org.jspecify.annotations.NullMarked;
