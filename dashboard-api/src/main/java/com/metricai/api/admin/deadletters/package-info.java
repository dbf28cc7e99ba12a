/** What could not be read, for operators: why and from where, never what it says. */
@NullMarked
package com.metricai.api.admin.deadletters;

import org.jspecify.annotations.NullMarked;
