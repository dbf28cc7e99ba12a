/** Properties that every service starts from. */
@NullMarked
package com.metricai.service.defaults;

import org.jspecify.annotations.NullMarked;
