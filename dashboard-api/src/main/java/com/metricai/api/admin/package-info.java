/**
 * What admins do for their org, and operators for all: a package for each resource. The endpoints translate; what may be
 * done is decided by the store's {@code access} package, who may do it by {@code api.access}.
 */
@NullMarked
package com.metricai.api.admin;

import org.jspecify.annotations.NullMarked;
