/** Tests. */
@NullMarked
package com.metricai.standalone.doctor;

import org.jspecify.annotations.NullMarked;
