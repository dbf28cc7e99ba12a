/** What the org decides about itself. */
@NullMarked
package com.metricai.api.admin.settings;

import org.jspecify.annotations.NullMarked;
