/**
 * What there is to fetch, and what of it is here. Entries: {@link org.inatsounds.release.Catalogue},
 * {@link org.inatsounds.release.DataFolder}.
 *
 * <p>A data folder keeps a {@code Receipt} of each archive that was brought. What is on its way is in a part
 * ({@code ArchivePart}) or in a staging folder ({@code Staging}, {@code StreamStaging}) until it is whole.
 */
@NullMarked
package org.inatsounds.release;

import org.jspecify.annotations.NullMarked;
