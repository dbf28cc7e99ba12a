/** One class per table; WriteBatch puts them into one transaction. */
@NullMarked
package com.metricai.consumer.write;

import org.jspecify.annotations.NullMarked;
