/** Tests. */
@NullMarked
package com.metricai.service.webflux;

import org.jspecify.annotations.NullMarked;
