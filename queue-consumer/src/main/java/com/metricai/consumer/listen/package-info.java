/** Takes batches from Kafka, decides what happens to what fails. The only package that knows Kafka. */
@NullMarked
package com.metricai.consumer.listen;

import org.jspecify.annotations.NullMarked;
