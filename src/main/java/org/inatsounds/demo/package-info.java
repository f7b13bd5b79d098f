/**
 * A miniature release to try everything on, without a network: made-up species whose calls are computed, served from this
 * machine as the real one is from S3. Entry: {@link org.inatsounds.demo.DemoRelease}.
 */
@NullMarked
package org.inatsounds.demo;

import org.jspecify.annotations.NullMarked;
