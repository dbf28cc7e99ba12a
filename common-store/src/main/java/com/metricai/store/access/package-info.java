/** Orgs, members and ingest tokens: who may send and who may see. */
@NullMarked
package com.metricai.store.access;

import org.jspecify.annotations.NullMarked;
