package io.ostler.protocol;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;

/** What a ticket opens; {@link #text()} is its form in the token. */
public enum TicketScope {
    CONSOLE_READ("console.read"),
    /** Includes reading. */
    CONSOLE_WRITE("console.write"),
    /** Reading, and sending the lines that the instance's {@code console.allowed} lists; no keys, no size. */
    CONSOLE_COMMANDS("console.commands"),
    FILE_UPLOAD("file.upload"),
    /** Of a folder: as an archive made on the way. */
    FILE_DOWNLOAD("file.download"),
    /** A session over SFTP; opened by {@link PanelApi#signIn}, never by a token. */
    SFTP("sftp");

    private final String text;

    TicketScope(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The scope of that name, or {@code TICKET_INVALID}. */
    public static TicketScope of(String text) {
        for (var scope : values()) {
            if (scope.text.equals(text)) {
                return scope;
            }
        }
        throw new OstlerException(ErrorCode.TICKET_INVALID);
    }
}
