package io.ostler.link;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Optional;

/** Puts the pieces of a text together, up to a limit. Confined to the carrier's reading thread. */
public final class TextAssembler {
    private final StringBuilder pieces = new StringBuilder();
    private int limit;

    /** @param limit characters of one text */
    public TextAssembler(int limit) {
        this.limit = limit;
    }

    /** For the texts to come: small before the other end has proved itself, larger after. */
    public void limit(int characters) {
        limit = characters;
    }

    /**
     * @return the whole text with its last piece, empty before
     * @throws OstlerException {@code REQUEST_TOO_LARGE}; the carrier should then be closed
     */
    public Optional<String> add(CharSequence piece, boolean last) {
        if (piece.length() > limit - pieces.length()) {
            throw new OstlerException(ErrorCode.REQUEST_TOO_LARGE);
        }
        pieces.append(piece);
        if (!last) {
            return Optional.empty();
        }
        var text = pieces.toString();
        // A long text should not keep its memory until the next one.
        pieces.setLength(0);
        if (pieces.capacity() > 65_536) {
            pieces.trimToSize();
        }
        return Optional.of(text);
    }
}
