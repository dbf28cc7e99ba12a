/** What each person, repo or model cost over time. */
@NullMarked
package com.metricai.api.panel.costseries;

import org.jspecify.annotations.NullMarked;
