package io.ostler.panel.rest.internal.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.panel.rest.internal.host.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an operation tells the audit beyond its annotation: how the object was before and is after. Thread-safe. */
public final class AuditNote {
    private static final ObjectMapper JSON = Json.mapper();
    /** Never told: people put into it what isn't marked as secret anywhere. */
    private static final String ENVIRONMENT = "environment.";

    /** Part of it is enough to tell two apart. */
    private static final Pattern EMAIL = Pattern.compile("(.*\\.)?email");
    /** Counts changes; the record itself has a number. */
    private static final String REVISION = "revision";

    private final Map<String, String> before = new TreeMap<>();
    private final Map<String, String> after = new TreeMap<>();
    private @Nullable AuditObject object;

    /** Where they differ is recorded. */
    public void change(Object was, Object is) {
        change(was, is, was, is);
    }

    /** What it is about, where neither path nor answer say so. */
    public synchronized void about(AuditObject object) {
        this.object = object;
    }

    synchronized @Nullable AuditObject object() {
        return object;
    }

    /** What is there by the act. */
    public void made(Object is) {
        change(Map.of(), is);
    }

    /** What is gone with the act. */
    public void gone(Object was) {
        change(was, Map.of());
    }

    /** A secret that isn't what it was; neither is told. */
    public synchronized void secret(String name, boolean was) {
        if (was) {
            before.put(name, AuditValues.MASKED);
        }
        after.put(name, AuditValues.MASKED);
    }

    /** What was, for who may see it: others aren't refused for looking, they only do what they may. */
    public static <T> Optional<T> former(Supplier<T> look) {
        try {
            return Optional.of(look.get());
        } catch (OstlerException e) {
            return Optional.empty(); // the act says so where it fails, too
        }
    }

    /** @param was without secrets, {@code wholeWas} with them: where they differ only that they do is recorded */
    public synchronized void change(Object was, Object is, Object wholeWas, Object wholeIs) {
        var former = flat(wholeWas);
        var next = flat(wholeIs);
        var shownFormer = flat(was);
        var shownNext = flat(is);
        var names = new TreeSet<>(former.keySet());
        names.addAll(next.keySet());
        for (var name : names) {
            if (!Objects.equals(former.get(name), next.get(name)) && !name.equals(REVISION)) {
                put(before, name, former, shownFormer);
                put(after, name, next, shownNext);
            }
        }
    }

    private static void put(Map<String, String> to, String name, Map<String, String> whole, Map<String, String> shown) {
        var value = whole.get(name);
        if (value != null) {
            boolean open = value.equals(shown.get(name)) && !name.startsWith(ENVIRONMENT);
            to.put(name, open ? shown(name, value) : AuditValues.MASKED);
        }
    }

    /** Addresses of people stay readable only as far as they are needed to see that they changed. */
    static String shown(String name, String value) {
        int at = value.indexOf('@');
        return at > 0 && EMAIL.matcher(name).matches()
                ? value.substring(0, value.offsetByCodePoints(0, 1)) + AuditValues.MASKED + value.substring(at)
                : value;
    }

    /** Dots between the names; lists of plain values as one text. */
    private static Map<String, String> flat(Object body) {
        var values = new HashMap<String, String>();
        flatten("", JSON.valueToTree(body), values);
        return values;
    }

    private static void flatten(String name, JsonNode node, Map<String, String> values) {
        var prefix = name.isEmpty() ? "" : name + ".";
        if (node.isObject()) {
            node.properties().forEach(field -> flatten(prefix + field.getKey(), field.getValue(), values));
        } else if (node.isArray() && !isPlain(node)) {
            for (int i = 0; i < node.size(); i++) {
                flatten(prefix + i, node.get(i), values);
            }
        } else {
            values.put(name, text(node));
        }
    }

    private static boolean isPlain(JsonNode list) {
        for (var value : list) {
            if (!value.isValueNode()) {
                return false;
            }
        }
        return true;
    }

    /** A value or a list of values. */
    static String text(JsonNode node) {
        if (!node.isArray()) {
            return node.isValueNode() ? node.asText() : node.toString();
        }
        var words = new StringJoiner(", ");
        node.forEach(word -> words.add(word.isValueNode() ? word.asText() : word.toString()));
        return words.toString();
    }

    synchronized AuditValues before() {
        return AuditValues.of(before);
    }

    /** @param asked what was asked for */
    synchronized AuditValues after(Map<String, String> asked) {
        var all = new TreeMap<>(asked);
        all.putAll(after);
        return AuditValues.of(all);
    }
}
