import java.sql.DriverManager;

/** Puts many accounts into the database of a stopped panel, with the password of the first. */
public final class FillUsers {
    public static void main(String[] args) throws Exception {
        Class.forName("org.apache.derby.jdbc.EmbeddedDriver");
        int count = Integer.parseInt(args[1]);
        long start = 1_700_000_000_000L;
        try (var connection = DriverManager.getConnection("jdbc:derby:" + args[0])) {
            connection.setAutoCommit(false);
            String hash;
            try (var rows = connection.createStatement().executeQuery("SELECT password_hash FROM ostler_user")) {
                rows.next();
                hash = rows.getString(1);
            }
            var sql = "INSERT INTO ostler_user (id, name, name_key, user_role, disabled, password_hash, created,"
                    + " last_sign_in, display_name, search_key, sign_in_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            try (var insert = connection.prepareStatement(sql)) {
                for (int i = 0; i < count; i++) {
                    var name = "person%05d".formatted(i);
                    insert.setString(1, "00000000%08d".formatted(i));
                    insert.setString(2, name);
                    insert.setString(3, name);
                    insert.setString(4, i % 100 == 0 ? "operator" : i % 10 == 0 ? "read-only" : "user");
                    insert.setBoolean(5, i % 50 == 7);
                    insert.setString(6, hash);
                    insert.setLong(7, start + i * 60_000L);
                    insert.setObject(8, i % 3 == 0 ? null : (Object) (start + i * 3_600_000L));
                    insert.setString(9, i % 4 == 0 ? "Player " + i : null);
                    insert.setString(10, i % 4 == 0 ? name + " player " + i : name);
                    insert.setLong(11, i % 3 == 0 ? -1 : start + i * 3_600_000L);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
        try {
            DriverManager.getConnection("jdbc:derby:" + args[0] + ";shutdown=true");
        } catch (java.sql.SQLException expected) {
            System.out.println("filled");
        }
    }
}
