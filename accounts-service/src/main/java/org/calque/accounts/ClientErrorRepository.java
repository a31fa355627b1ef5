package org.calque.accounts;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class ClientErrorRepository implements PanacheRepositoryBase<ClientError, UUID> {
    boolean has(UUID id) {
        return count("id", id) > 0;
    }
}
