package org.inatsounds.fetch.http;

import java.net.ProtocolException;

/** The server answers a request for a range with the whole object. */
final class RangesIgnoredException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    RangesIgnoredException() {
        super("the server does not send ranges, which reading an archive while it arrives needs."
                + " Fetch all of it: without filters and without --stream");
    }
}
