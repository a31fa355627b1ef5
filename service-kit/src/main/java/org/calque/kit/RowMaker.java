package org.calque.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;

/// Makes rows of one table of the query language whose gets make a row and tell it, such as `create_message`. One
/// `@ApplicationScoped` bean per table; [TableResource] finds it by name.
public interface RowMaker {
    /// Name of the table in the query language.
    String table();

    /// Makes a row, in one transaction.
    ///
    /// @param row what the client gives of it, in the types of the columns
    /// @return the row with all its columns
    /// @throws SetRefused when it is not allowed; nothing has been made then
    ObjectNode make(ObjectNode row, Caller caller) throws SetRefused;
}
