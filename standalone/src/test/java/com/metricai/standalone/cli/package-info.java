/** Tests. */
@NullMarked
package com.metricai.standalone.cli;

import org.jspecify.annotations.NullMarked;
