package org.calque.accounts.organizations;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.signup.Emails;
import org.calque.messages.Uuids;
import org.calque.messages.bridge.OrgGet.Organization;
import org.calque.messages.bridge.OrgGetAll.Summary;
import org.calque.messages.bridge.OrgGetUsers.Member;

@ApplicationScoped
class OrganizationRows {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String COLUMNS = "name, title, description, link, email_address, admin_account_ids";

    private final AgroalDataSource database;

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    OrganizationRows(AgroalDataSource database) {
        this.database = database;
    }

    List<Summary> all() {
        return read(
                "select name, title, admin_account_ids from organizations order by lower(name)",
                row -> new Summary(row.getString(1), row.getString(2), ids(row.getArray(3))));
    }

    Optional<Organization> find(String name) {
        return read("select " + COLUMNS + " from organizations where name = ?", OrganizationRows::organization, name)
                .stream()
                .findFirst();
    }

    /// The same, and until the end of the running transaction nobody else changes it.
    @Transactional(TxType.MANDATORY)
    Optional<Organization> lock(String name) {
        return read(
                        "select " + COLUMNS + " from organizations where name = ? for no key update",
                        OrganizationRows::organization,
                        name)
                .stream()
                .findFirst();
    }

    /// False when somebody or something has the name.
    boolean add(UUID id, String name, Instant now) {
        try {
            write(
                    "insert into organizations (organization_id, name, created) values (?, ?, ?)",
                    id,
                    name,
                    now.atOffset(ZoneOffset.UTC));
            return true;
        } catch (SQLException failure) {
            if (UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                return false;
            }
            throw unexpected(failure);
        }
    }

    /// Changes what is not null.
    void set(String name, String title, String description, String link, String emailAddress) {
        change(
                "update organizations set title = coalesce(?, title), description = coalesce(?, description),"
                        + " link = coalesce(?, link), email_address = coalesce(?, email_address) where name = ?",
                title,
                description,
                link,
                emailAddress,
                name);
    }

    void addAdmin(String name, UUID account) {
        change(
                "update organizations set admin_account_ids = array_append(array_remove(admin_account_ids, ?), ?)"
                        + " where name = ?",
                account,
                account,
                name);
    }

    void removeAdmin(String name, UUID account) {
        change(
                "update organizations set admin_account_ids = array_remove(admin_account_ids, ?) where name = ?",
                account,
                name);
    }

    /// @param organization null for none
    void setOrganization(UUID account, String organization) {
        change("update accounts set org = ? where account_id = ?", organization, account);
    }

    List<Member> members(String name) {
        return read(
                "select first_name, last_name, account_id, email_address, last_active from accounts"
                        + " where org = ? and not deleted order by created, account_id",
                row -> new Member(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        time(row.getObject(5, OffsetDateTime.class))),
                name);
    }

    /// The account of this id or address; until the end of the running transaction nobody else changes it.
    @Transactional(TxType.MANDATORY)
    Optional<Person> person(String user) {
        var id = Uuids.parse(user);
        if (id.isEmpty() && (user.indexOf('@') < 0 || user.indexOf('\0') >= 0)) {
            return Optional.empty();
        }
        return read(
                        "select account_id, org, banned, groups && '{admin,partner}' from accounts where not deleted and "
                                + (id.isPresent() ? "account_id" : "email_address") + " = ? for no key update",
                        row -> new Person(
                                row.getObject(1, UUID.class), row.getString(2), row.getBoolean(3), row.getBoolean(4)),
                        id.isPresent() ? id.get() : Emails.normal(user))
                .stream()
                .findFirst();
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                ids(row.getArray(6)));
    }

    private <T> List<T> read(String sql, Reader<T> reader, Object... values) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            bind(select, values);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        } catch (SQLException failure) {
            throw unexpected(failure);
        }
    }

    private void change(String sql, Object... values) {
        try {
            write(sql, values);
        } catch (SQLException failure) {
            throw unexpected(failure);
        }
    }

    private void write(String sql, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static List<UUID> ids(Array array) throws SQLException {
        return List.of((UUID[]) array.getArray());
    }

    private static Instant time(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static IllegalStateException unexpected(SQLException failure) {
        return new IllegalStateException("an organization cannot be read or written", failure);
    }
}
