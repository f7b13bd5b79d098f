package org.inatsounds.fetch.http;

import java.io.IOException;

/** What a reader of ordered bytes sees when the transfer behind them failed. Its cause is what happened. */
final class TransferFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    TransferFailedException(Throwable cause) {
        super("the transfer failed", cause);
    }

    /** The failure of the transfer, as the user is to see it. */
    Throwable failure() {
        Throwable cause = getCause();
        return cause == null ? this : cause;
    }
}
