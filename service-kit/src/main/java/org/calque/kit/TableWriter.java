package org.calque.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Caller;

/// Applies a change that came in through the query language to one table of this service, with the table's own rules.
/// query-service has checked grammar and field rules before; permissions and hooks are checked here. One
/// `@ApplicationScoped` bean per table; [TableResource] finds it by name.
public interface TableWriter {
    /// Name of the table in the query language, such as `projects`.
    String table();

    /// Sets fields of one row, JSON columns being merged deeply, in one transaction.
    ///
    /// @param row fields by name; the primary key is among them
    /// @throws SetRefused when the change is not allowed; nothing has changed then
    void set(ObjectNode row, Caller caller) throws SetRefused;

    /// Deletes one row, where the table allows it. A row that is not there is no error.
    ///
    /// @param key the columns of the primary key
    /// @throws SetRefused when the row must not be deleted; nothing has changed then
    default void delete(ObjectNode key, Caller caller) throws SetRefused {
        throw new SetRefused("FATAL: delete from " + table() + " not allowed");
    }

    /// Why a row was not changed, in the words of the contract.
    final class SetRefused extends Exception {
        public SetRefused(String message) {
            super(message, null, false, false);
        }
    }
}
