package io.ostler.bench;

import java.util.Locale;

/** Prints a row as soon as it is known. */
final class Report {
    private Report() {}

    static void row(String name, String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, "%-44s ", name) + String.format(Locale.ROOT, format, values));
        System.out.flush();
    }
}
