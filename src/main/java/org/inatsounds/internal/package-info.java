/**
 * What several rooms need and nobody outside: no part of the library's interface. Entries:
 * {@link org.inatsounds.internal.ListFile} reads small lists that people write,
 * {@link org.inatsounds.internal.CanonicalName} compares names, {@link org.inatsounds.internal.GzipMembers} inflates,
 * {@link org.inatsounds.internal.FileIdentity} tells whether a file is the same as before.
 */
@NullMarked
package org.inatsounds.internal;

import org.jspecify.annotations.NullMarked;
