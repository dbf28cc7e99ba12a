/**
 * A small identity provider in the shape of Cloudflare Access, for laptops: a login page, a signed token in a cookie, and
 * the public key to check it with. Replaced by pointing the dashboard's settings at the real one.
 */
@NullMarked
package com.metricai.access;

import org.jspecify.annotations.NullMarked;
