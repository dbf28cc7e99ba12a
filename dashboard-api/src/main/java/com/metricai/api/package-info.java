/**
 * Answers the panels from SQLite to whoever carries a valid Access token, and serves the web pages.
 *
 * <p>{@code access} says who asks; {@code panel} is the kernel that all panels share, {@code panel.x} one panel each, which
 * knows no other; {@code spans} the tree of one prompt; {@code sql} the conditions that queries have in common; {@code web}
 * what surrounds the answers: problems, pages, headers.
 */
@NullMarked
package com.metricai.api;

import org.jspecify.annotations.NullMarked;
