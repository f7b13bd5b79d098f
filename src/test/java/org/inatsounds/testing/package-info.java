/**
 * What the tests of downloading and of the whole command line stand on, and random values for all tests.
 *
 * <ul>
 *   <li>{@link org.inatsounds.testing.FaultyServer}: a loopback server of the tests' own, honest until it is told which
 *       requests ({@link org.inatsounds.testing.Which}) go wrong, and how ({@link org.inatsounds.testing.Fault}). It keeps a
 *       record of every {@link org.inatsounds.testing.Exchange}, and can be used as an HTTP proxy.
 *   <li>{@link org.inatsounds.testing.S3Server}: an S3 server that somebody else wrote, inside the test's JVM.
 *   <li>{@link org.inatsounds.testing.MiniatureRelease}: a release of the dataset in the real layout, small and made up:
 *       archives, annotations, catalogue, predictions.
 *   <li>{@link org.inatsounds.testing.Property}: something that holds whatever the values, which are drawn
 *       ({@link org.inatsounds.testing.Draw}).
 * </ul>
 */
@NullMarked
package org.inatsounds.testing;

import org.jspecify.annotations.NullMarked;
