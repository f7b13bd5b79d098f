/**
 * Recordings as samples. Entries: {@link org.inatsounds.audio.Decoder} for files of any kind, {@link
 * org.inatsounds.audio.WavReader}, {@link org.inatsounds.audio.resample.Resampler}, and {@link
 * org.inatsounds.audio.resample.RateReader} for samples at one rate.
 *
 * <pre>
 * any file ─► Decoder ─► ffmpeg ─► DecodedStream, or
 * file or stream ─► ByteSource ─► HeaderReader ─► WavHeader
 *                       │            └ FormatChunk ─► WavFormat
 *                       └───────► SampleDecoder ─► mean of the channels ─► float[]
 *
 * float[] ─► Resampler ─► Convolver ─► SampleSink
 *                          └ FilterBank ◄─ WindowedSinc
 * </pre>
 *
 * <p>A resampler changes the sample rate as the samples come, a block at a time: of most rates by the
 * {@link org.inatsounds.audio.resample.SegmentConvolver}, of those that have hardly a factor in common by the
 * {@link org.inatsounds.audio.resample.PlainConvolver}.
 *
 * <p>A file is not trusted: no size in its header decides how much memory is taken, and what the header says is held
 * against the bytes that are there. Field names in messages and comments are those of the specifications: RIFF and
 * {@code fmt} as in <i>Multimedia Programming Interface and Data Specifications 1.0</i> (IBM and Microsoft, 1991; "MPI"
 * below), {@code WAVEFORMATEX} and {@code WAVEFORMATEXTENSIBLE} as in Microsoft's {@code mmreg.h}, RF64 as in EBU Tech
 * 3306, BW64 as in ITU-R BS.2088. Where real files deviate and are read all the same, a comment says who writes them.
 */
@NullMarked
package org.inatsounds.audio;

import org.jspecify.annotations.NullMarked;
