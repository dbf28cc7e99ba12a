/** Tests. */
@NullMarked
package com.metricai.service.web;

import org.jspecify.annotations.NullMarked;
