/** All orgs, as operators see them: how they are, and no content. */
@NullMarked
package com.metricai.api.admin.orgs;

import org.jspecify.annotations.NullMarked;
