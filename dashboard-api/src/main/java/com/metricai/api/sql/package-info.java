/** The conditions and columns that several queries have in common. */
@NullMarked
package com.metricai.api.sql;

import org.jspecify.annotations.NullMarked;
