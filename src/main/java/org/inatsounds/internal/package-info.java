/** What several rooms need, and nobody outside: one class for each notion. */
@NullMarked
package org.inatsounds.internal;

import org.jspecify.annotations.NullMarked;
