package io.ostler.daemon.instance.internal.launch;

import io.ostler.model.InstanceDefinition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What a person typed as the bytes that the program reads. */
public final class InputText {
    private InputText() {}

    /** One or several lines, each ended as the definition says. */
    public static ByteBuffer lines(String text, InstanceDefinition definition) {
        var whole = new StringBuilder();
        text.lines()
                .forEach(line -> whole.append(line).append(definition.lineEnd().text()));
        if (text.isEmpty()) {
            whole.append(definition.lineEnd().text());
        }
        return keys(whole.toString(), definition);
    }

    /** As it is; characters that the encoding doesn't have become its replacement, mostly a question mark. */
    public static ByteBuffer keys(String text, InstanceDefinition definition) {
        try {
            return encoding(definition)
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("an encoder that replaces reported an error", e);
        }
    }

    /** "UTF-16" would begin each line with a byte order mark; a stream has one at its beginning or none. */
    private static Charset encoding(InstanceDefinition definition) {
        var charset = Charset.forName(definition.encoding());
        return charset.name().equals("UTF-16") ? StandardCharsets.UTF_16BE : charset;
    }
}
