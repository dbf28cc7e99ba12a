/** Who asks: the Access token is verified, its address becomes a member of an org. */
@NullMarked
package com.metricai.api.access;

import org.jspecify.annotations.NullMarked;
