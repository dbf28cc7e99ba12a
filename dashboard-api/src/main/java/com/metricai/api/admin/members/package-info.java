/** Who belongs to the org. */
@NullMarked
package com.metricai.api.admin.members;

import org.jspecify.annotations.NullMarked;
