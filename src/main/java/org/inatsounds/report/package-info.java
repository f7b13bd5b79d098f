/**
 * Results as text, JSON, CSV and Markdown. Entries: {@link org.inatsounds.report.EvaluationReport},
 * {@link org.inatsounds.report.StatisticsReport}, {@link org.inatsounds.report.AttributionReport}, and
 * {@link org.inatsounds.report.Listing} for what comes row by row; one small class a format renders them.
 *
 * <p>Text is for people: rounded, aligned, at most 80 columns wide. JSON is for programs: numbers at full precision, keys
 * in a fixed order, {@code null} where there is no value, with the reason under {@code notes}. Both end with a new line, use
 * {@code \n} on every system, and depend on nothing but the result.
 */
@NullMarked
package org.inatsounds.report;

import org.jspecify.annotations.NullMarked;
