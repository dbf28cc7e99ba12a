/** Tests. */
@NullMarked
package com.metricai.service.log;

import org.jspecify.annotations.NullMarked;
