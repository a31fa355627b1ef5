package org.calque.accounts;

import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A search among many accounts reads few of them, whether its word is rare or common.
@QuarkusTest
class ManyAccountsTest extends AccountsTest {
    private static final int MANY = 30_000;

    @BeforeEach
    void fill() throws SQLException {
        sql(
                "insert into accounts (account_id, created, first_name, last_name, notes)"
                        + " select gen_random_uuid(), now() - make_interval(secs => n), 'Common ' || md5(n::text),"
                        + " md5((-n)::text), 'one of many' from generate_series(1, ?) n",
                MANY);
        sql("analyze accounts");
    }

    @AfterEach
    void empty() throws SQLException {
        sql("delete from accounts where notes = 'one of many'");
        sql("analyze accounts");
    }

    @Test
    void aRareWordIsFoundByItsLettersAndACommonOneAmongThoseSeenLast() throws SQLException {
        assertTrue(plan("c4ca4238").contains("accounts_search"), plan("c4ca4238"));
        assertTrue(plan("common").contains("accounts_seen"), plan("common"));
        for (int i = 0; i < 10; i++) {
            route(SOMEBODY, "accounts/search", Map.of("query", "c4ca4238 common"))
                    .body("$", hasSize(1));
            route(SOMEBODY, "accounts/search", Map.of("query", "common")).body("$", hasSize(20));
        }
    }

    private String plan(String word) throws SQLException {
        var lines = new ArrayList<String>();
        try (var connection = database.getConnection();
                var explain = connection.prepareStatement(
                        "explain select account_id, greatest(last_active, created) as seen from accounts"
                                + " where not deleted and unlisted is not true and search_text like lower('%" + word
                                + "%') order by seen desc limit 20");
                var rows = explain.executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return String.join("\n", lines);
    }
}
