/** Who is asking, as the pages show it. */
@NullMarked
package com.metricai.api.me;

import org.jspecify.annotations.NullMarked;
