/** What each token sent: counted in memory, reported through the queue. */
@NullMarked
package com.metricai.ingest.usage;

import org.jspecify.annotations.NullMarked;
