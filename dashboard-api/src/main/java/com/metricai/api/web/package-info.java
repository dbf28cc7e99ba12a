/** What surrounds the answers: problem documents, pages and their headers, the API's description. */
@NullMarked
package com.metricai.api.web;

import org.jspecify.annotations.NullMarked;
