/** Orgs, members, ingest tokens and the audit log: who may send, who may see, who did what. The only writer of their tables. */
@NullMarked
package com.metricai.store.access;

import org.jspecify.annotations.NullMarked;
