/**
 * Results as one HTML file that needs nothing else: no network, no fonts, no library. Charts are inline SVG, in the colours of
 * the page's style sheet, and each has its numbers in a table or a label beside it.
 */
@NullMarked
package org.inatsounds.report.page;

import org.jspecify.annotations.NullMarked;
