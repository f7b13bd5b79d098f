package org.inatsounds;

import org.jspecify.annotations.Nullable;

/** What is asked for makes no sense. The message names the setting, where it is about one, and what was expected. */
public final class UsageException extends InatsoundsException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String setting;

    public UsageException(String message) {
        this(message, (Throwable) null);
    }

    public UsageException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.setting = null;
    }

    /**
     * About one setting, whose name the message begins with.
     *
     * @param setting for example {@code max-duration}
     * @param reason what was expected of it, and what it is
     */
    public UsageException(String setting, String reason) {
        this(setting, reason, null);
    }

    /** The same with a cause. */
    public UsageException(String setting, String reason, @Nullable Throwable cause) {
        super(setting + ": " + reason, cause);
        this.setting = setting;
    }

    /** The setting that it is about, with which the message begins; null where it is about none, or several. */
    public @Nullable String setting() {
        return setting;
    }
}
