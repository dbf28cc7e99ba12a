/** The rim of WebFlux services: ids and request log. */
@NullMarked
package com.metricai.service.webflux;

import org.jspecify.annotations.NullMarked;
