package org.calque.accounts;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.util.Map;
import org.calque.kit.AdminTable;
import org.calque.kit.StoredRows;

/// Settings of the site, as administrators write them down for their clients.
@Singleton
class ServerSettingsTable extends AdminTable {
    private static final StoredRows ROWS =
            new StoredRows("server_settings", "name", Map.of("name", "text", "value", "text"));

    ServerSettingsTable(AgroalDataSource database) {
        super("server_settings", ROWS, Making.NAMED, database);
    }
}
