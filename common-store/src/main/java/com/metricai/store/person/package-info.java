/** Whom a record's user names. */
@NullMarked
package com.metricai.store.person;

import org.jspecify.annotations.NullMarked;
