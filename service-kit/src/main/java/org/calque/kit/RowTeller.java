package org.calque.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;

/// Tells rows of one table of the query language that stand in no database: each is found when it is asked for, such as
/// one of `listings`. One `@ApplicationScoped` bean per table; [TableResource] finds it by name.
public interface RowTeller {
    /// Name of the table in the query language.
    String table();

    /// Finds a row; nothing is changed.
    ///
    /// @param asked what the client says of it
    /// @return the row with all its columns
    /// @throws SetRefused when the caller may not see it
    ObjectNode tell(ObjectNode asked, Caller caller) throws SetRefused;
}
