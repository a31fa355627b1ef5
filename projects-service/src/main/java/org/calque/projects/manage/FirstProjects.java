package org.calque.projects.manage;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.FactReaders.Received;
import org.calque.kit.homes.HomeException;
import org.calque.messages.facts.AccountCreated;
import org.calque.projects.Creation;
import org.calque.projects.Creation.Wish;
import org.calque.projects.Lifecycle;
import org.calque.projects.Standing;

/// Makes and starts a first project for whoever has just signed up.
@ApplicationScoped
public class FirstProjects {
    private static final Wish WISH = new Wish("My First Project", "", null, null);

    private final Creation creation;
    private final Lifecycle lifecycle;
    private final EntityManager database;

    FirstProjects(Creation creation, Lifecycle lifecycle, EntityManager database) {
        this.creation = creation;
        this.lifecycle = lifecycle;
        this.database = database;
    }

    public void read(Received fact) {
        if (fact.type().equals(AccountCreated.class.getSimpleName())
                && fact.value().path("first_project").asBoolean()) {
            var account = UUID.fromString(fact.value().path("account_id").asText());
            QuarkusTransaction.requiringNew().call(() -> make(account)).ifPresent(lifecycle::wake);
        }
    }

    /// A fact may come twice: the row says whether the project is there.
    private Optional<Standing> make(UUID account) {
        if (!database.createNativeQuery("select 1 from first_projects where account_id = ?1")
                .setParameter(1, account)
                .getResultList()
                .isEmpty()) {
            return Optional.empty();
        }
        try {
            var project = creation.create(WISH, account);
            database.createNativeQuery("insert into first_projects (account_id, project_id) values (?1, ?2)")
                    .setParameter(1, account)
                    .setParameter(2, project.projectId())
                    .executeUpdate();
            return Optional.of(project);
        } catch (HomeException failure) {
            throw new IllegalStateException("the first project of account " + account + " has no home", failure);
        }
    }
}
