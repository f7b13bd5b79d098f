/**
 * Options that several commands share, and what is read from them.
 */
@NullMarked
package org.inatsounds.cli.option;

import org.jspecify.annotations.NullMarked;
