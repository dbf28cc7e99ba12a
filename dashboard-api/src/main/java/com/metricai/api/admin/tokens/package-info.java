/** Who may send for the org. */
@NullMarked
package com.metricai.api.admin.tokens;

import org.jspecify.annotations.NullMarked;
