package org.inatsounds.fetch.http;

import java.net.ProtocolException;

/** The server answers a request for a range with the whole object. */
final class RangesIgnoredException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    RangesIgnoredException() {
        super("the server does not send ranges, which are needed to extract an archive while it is downloaded."
                + " Fetch the whole archive: without filters and without --stream");
    }
}
