/** Finds out why a client's exports do not arrive, by sending some. */
@NullMarked
package com.metricai.standalone.doctor;

import org.jspecify.annotations.NullMarked;
