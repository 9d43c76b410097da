package io.ostler.panel.storage.postgres.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Map;
import java.util.Properties;

/**
 * Where the server is and who we are there. No address in the form of a URL: one of those can name classes to load and
 * files to write. Immutable.
 *
 * @param password never shown
 * @param certificate file with the authority that {@link Tls#VERIFY} trusts; empty for those of the Java machine
 */
record PostgresSettings(
        String host,
        int port,
        String database,
        String user,
        String password,
        Tls tls,
        String certificate,
        int connections) {
    static final int PORT = 5432;
    static final int CONNECTIONS = 8;

    PostgresSettings {
        text("host", host, 253);
        text("database", database, 63);
        text("user", user, 63);
        require(password.length() <= 1000 && isOneLine(password), "password", "at most 1000 characters in one line");
        require(certificate.length() <= 1000 && isOneLine(certificate), "certificate", "a path");
        require(!host.contains("/") && !host.contains(","), "host", "one name or address");
        require(port >= 1 && port <= 65_535, "port", "1 to 65535");
        require(connections >= 2 && connections <= 64, "connections", "2 to 64");
    }

    /** How the connection is protected. */
    enum Tls {
        /** Not at all: for servers on this machine. */
        OFF,
        /** Encrypted, to whoever answers. */
        REQUIRE,
        /** Encrypted, to a server whose certificate bears its name. */
        VERIFY
    }

    /** @throws OstlerException {@code INVALID_REQUEST} naming field and rule */
    static PostgresSettings of(Properties file) {
        var host = value(file, "host", "127.0.0.1");
        return new PostgresSettings(
                host,
                number(file, "port", PORT),
                value(file, "database", "ostler"),
                value(file, "user", "ostler"),
                file.getProperty("password", ""),
                tls(value(file, "tls", isThisMachine(host) ? "off" : "verify")),
                value(file, "certificate", ""),
                number(file, "connections", CONNECTIONS));
    }

    static Tls tls(String word) {
        return switch (word) {
            case "off" -> Tls.OFF;
            case "require" -> Tls.REQUIRE;
            case "verify" -> Tls.VERIFY;
            default -> throw invalid("tls", "off, require or verify");
        };
    }

    /** Host, port and database, for a person. */
    String place() {
        return "PostgreSQL database " + database + " at " + host + ":" + port;
    }

    @Override
    public String toString() {
        return place();
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private static String value(Properties file, String key, String otherwise) {
        return file.getProperty(key, otherwise).strip();
    }

    private static int number(Properties file, String key, int otherwise) {
        try {
            return Integer.parseInt(value(file, key, Integer.toString(otherwise)));
        } catch (NumberFormatException e) {
            throw invalid(key, "a number");
        }
    }

    private static void text(String field, String value, int longest) {
        require(
                !value.isBlank() && value.length() <= longest && isOneLine(value),
                field,
                "1 to " + longest + " characters in one line");
    }

    private static boolean isOneLine(String value) {
        return value.chars().noneMatch(c -> c < ' ' || c == 0x7F);
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw invalid(field, rule);
        }
    }

    private static OstlerException invalid(String field, String rule) {
        return new OstlerException(ErrorCode.INVALID_REQUEST, Map.of("field", field, "rule", rule));
    }
}
