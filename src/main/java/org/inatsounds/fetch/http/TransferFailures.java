package org.inatsounds.fetch.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.NetworkException;

/** Puts what went wrong on the network or the disk into words for the user. */
public final class TransferFailures {

    /** Stands for every status of a proxy but 407. */
    private static final int PROXYS = -1;

    private TransferFailures() {}

    /** What happened, in a clause. */
    static String describe(IOException failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (failure instanceof UnknownHostException) {
            return "the host " + message.replaceFirst(":.*", "") + " can't be found (no network, or a wrong name)";
        }
        if (failure instanceof SocketTimeoutException) {
            return "the server did not answer in time";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "no connection (" + message.toLowerCase(Locale.ROOT) + ")";
        }
        if (failure instanceof SSLException) {
            return message.contains("PKIX")
                    ? "the server's certificate has no known signature (is there a proxy that signs by"
                            + " itself? INATSOUNDS_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE names certificates to trust)"
                    : "no secure connection (" + message + ")";
        }
        return message;
    }

    /** The failure of a whole download, after all retries. */
    static InatsoundsException network(URI uri, IOException failure) {
        if (failure instanceof HttpStatusException status) {
            return new NetworkException(
                    switch (status.isProxys() && status.status() != 407 ? PROXYS : status.status()) {
                        case 407 ->
                            uri + ": " + failure.getMessage()
                                    + ". It requires a user name and a password, or different ones: give them as"
                                    + " http://user:password@host:port in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY.";
                        case PROXYS ->
                            uri + ": " + failure.getMessage()
                                    + ", and did not pass the request on. Check HTTPS_PROXY, ALL_PROXY and NO_PROXY.";
                        case 404, 410 ->
                            "not found: " + uri + " (" + failure.getMessage()
                                    + "). Check --release, --catalog and --endpoint-url.";
                        case 401, 403 ->
                            "access refused: " + uri + " (" + failure.getMessage()
                                    + "). The object is not public there, or a proxy refuses it.";
                        default ->
                            uri + ": " + failure.getMessage()
                                    + (status.mayPass()
                                            ? ". Run the same command again later: files on disk are kept."
                                            : ". Trying again will not help.");
                    },
                    failure);
        }
        return new NetworkException(
                uri + ": " + describe(failure) + ". Run the same command again: files on disk are kept.", failure);
    }
}
