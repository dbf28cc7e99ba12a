/** Tests. */
@NullMarked
package com.metricai.service;

import org.jspecify.annotations.NullMarked;
