/** The rim of Spring MVC services: ids, request log, problem responses. */
@NullMarked
package com.metricai.service.web;

import org.jspecify.annotations.NullMarked;
