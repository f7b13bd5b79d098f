package org.inatsounds.cluster;

import java.net.URI;
import java.net.URISyntaxException;
import org.inatsounds.UsageException;
import org.inatsounds.fetch.http.DownloadOptions;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.Proxies;
import org.inatsounds.fetch.http.RemoteArchive;

/** Archives on servers, with the proxies that the environment of the process names. */
final class HttpArchives {

    private HttpArchives() {}

    static boolean isHttp(String input) {
        return input.startsWith("http://") || input.startsWith("https://");
    }

    static URI uri(String input) {
        try {
            return new URI(input);
        } catch (URISyntaxException e) {
            throw new UsageException("INPUT: '" + input + "' is no address: " + e.getReason(), e);
        }
    }

    /**
     * Asks the server what it has.
     *
     * @throws org.inatsounds.NetworkException if it can't be reached, or has no such object
     */
    static RemoteArchive open(URI uri) {
        // A task is one of many: it needs no more connections than it has cores.
        DownloadOptions usual = DownloadOptions.DEFAULT;
        DownloadOptions few = new DownloadOptions(
                2, usual.retries(), usual.bytesPerSecond(), usual.stallLimit(), usual.firstPause());
        return new Downloader(few, Proxies.of(System::getenv), "inatsounds").archive(uri);
    }
}
