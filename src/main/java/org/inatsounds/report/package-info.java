/**
 * Results as text and as JSON. Entry: {@link org.inatsounds.report.EvaluationReport}; one small class a format renders it.
 *
 * <p>Text is for people: rounded, aligned, at most 80 columns wide. JSON is for programs: numbers at full precision, keys
 * in a fixed order, {@code null} where there is no value, with the reason under {@code notes}. Both end with a new line, use
 * {@code \n} on every system, and depend on nothing but the result.
 */
@NullMarked
package org.inatsounds.report;

import org.jspecify.annotations.NullMarked;
