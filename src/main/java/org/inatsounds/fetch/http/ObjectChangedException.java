package org.inatsounds.fetch.http;

import java.io.IOException;

/** The object on the server is no longer the one of which we already have a part. */
final class ObjectChangedException extends IOException {

    private static final long serialVersionUID = 1L;

    ObjectChangedException(String was, String is) {
        super("the object changed on the server (it was " + was + ", it is " + is + ")");
    }
}
