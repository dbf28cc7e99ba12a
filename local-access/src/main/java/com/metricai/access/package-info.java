/** A small identity provider in the shape of Cloudflare Access, for laptops. */
@NullMarked
package com.metricai.access;

import org.jspecify.annotations.NullMarked;
