/** Who did what in the org. */
@NullMarked
package com.metricai.api.admin.audit;

import org.jspecify.annotations.NullMarked;
