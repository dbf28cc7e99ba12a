package com.metricai.store.clickhouse;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Where ClickHouse is. The embedded engine and a server are reached alike.
 *
 * @param url a JDBC URL with the database, {@code jdbc:clickhouse://host:port/database}
 */
public record ClickHouse(String url, String user, String password) {
    private static final com.clickhouse.jdbc.Driver DRIVER = new com.clickhouse.jdbc.Driver();
    private static final int SOCKET_TIMEOUT_MS = 30_000;

    /** What {@code .env.example} holds where a password belongs. */
    private static final String PLACEHOLDER = "change-me";

    /** @throws IllegalArgumentException when the password is the placeholder */
    public ClickHouse {
        if (password.equals(PLACEHOLDER)) {
            throw new IllegalArgumentException("CLICKHOUSE_PASSWORD is still \"" + PLACEHOLDER
                    + "\": set one of your own, for the services and for ClickHouse alike");
        }
    }

    /**
     * A new connection; it is HTTP underneath, so opening one is cheap.
     *
     * @throws SQLException when ClickHouse is away: the caller tries again later
     */
    public Connection connect() throws SQLException {
        return connect(url);
    }

    /** Whether the server has the database of the URL, as far as the user may see. A URL that names none has the user's own. */
    public boolean hasDatabase() throws SQLException {
        if (database().isEmpty()) {
            return true;
        }
        try (Connection connection = connect(inDatabase("system"));
                PreparedStatement query =
                        connection.prepareStatement("SELECT count() FROM system.databases WHERE name = ?")) {
            query.setString(1, database());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }

    /** Makes the database of the URL; {@link #connect} refuses to work in one that is not there. */
    public void createDatabase() throws SQLException {
        try (Connection connection = connect(inDatabase("system"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS `" + database() + "`");
        }
    }

    /** The URL with another database: {@code system} is on every server. */
    private String inDatabase(String name) {
        return url.replaceFirst("(//[^/?]+)(/[^?]*)?", "$1/" + name);
    }

    private String database() {
        return httpUri().getPath().replaceFirst("^/", "");
    }

    private Connection connect(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        // Binary rows instead of SQL text for INSERT … VALUES (?, …): less than half the time per batch.
        properties.setProperty("beta.row_binary_for_simple_insert", "true");
        properties.setProperty("compress", "false");
        properties.setProperty("socket_timeout", Integer.toString(SOCKET_TIMEOUT_MS));
        Connection connection = DRIVER.connect(url, properties);
        if (connection == null) {
            throw new SQLException("not a ClickHouse JDBC URL: " + url + " (jdbc:clickhouse://host:port/database)");
        }
        return connection;
    }

    /** The same place for those who speak HTTP: {@code http://host:port/database}. */
    URI httpUri() {
        String rest = url.replaceFirst("^jdbc:(clickhouse|ch):", "").replaceFirst("[?].*$", "");
        return URI.create(rest.startsWith("//") ? "http:" + rest : rest);
    }

    @Override
    public String toString() {
        return "ClickHouse[" + url + ", user " + user + "]";
    }
}
