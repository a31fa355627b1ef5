package org.calque.accounts;

import com.fasterxml.jackson.databind.node.TextNode;
import java.sql.SQLException;
import org.calque.accounts.signup.PersonName;
import org.calque.kit.TableWriter.SetRefused;

/// The rules for the three names of an account, wherever they are set.
final class AccountNames {
    private static final String UNIQUE_VIOLATION = "23505";

    private AccountNames() {}

    /// A first or last name as it is kept.
    static TextNode personName(String column, String name) throws SetRefused {
        if (name.isEmpty()) {
            throw new SetRefused(column + " must be nonempty");
        }
        var problem = PersonName.problem(name);
        if (problem.isPresent()) {
            throw new SetRefused(problem.get());
        }
        return TextNode.valueOf(PersonName.cut(name));
    }

    /// A user name as it is kept.
    static TextNode userName(String name) throws SetRefused {
        UserName.check(name);
        return TextNode.valueOf(name);
    }

    /// Whether a change failed since another account has this user name.
    static boolean isTaken(SQLException failure) {
        return UNIQUE_VIOLATION.equals(failure.getSQLState());
    }

    static SetRefused taken(String name) {
        return new SetRefused("name \"" + name + "\" is already taken by another organization or account");
    }
}
