package org.calque.query;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import org.calque.messages.Service;

/// Where each owner's views are read. All are in one database, unless an owner's own address is set.
@ApplicationScoped
class Owners {
    private final AgroalDataSource common;
    private final Map<Service, AgroalDataSource> own = new EnumMap<>(Service.class);

    Owners(
            AgroalDataSource common,
            @DataSource("accounts") InjectableInstance<AgroalDataSource> accounts,
            @DataSource("projects") InjectableInstance<AgroalDataSource> projects) {
        this.common = common;
        add(Service.ACCOUNTS, accounts);
        add(Service.PROJECTS, projects);
    }

    AgroalDataSource database(Service owner) {
        return own.getOrDefault(owner, common);
    }

    private void add(Service owner, InjectableInstance<AgroalDataSource> database) {
        if (database.getHandle().getBean().isActive()) {
            own.put(owner, database.get());
        }
    }
}
