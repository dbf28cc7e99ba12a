/** The numbers of each day, grouped as asked. */
@NullMarked
package com.metricai.api.panel.rollups;

import org.jspecify.annotations.NullMarked;
