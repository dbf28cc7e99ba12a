/** What all panels share: the question asked (viewer, range, filters), gap filling, money. No SQL. */
@NullMarked
package com.metricai.api.panel;

import org.jspecify.annotations.NullMarked;
