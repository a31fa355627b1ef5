package org.calque.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/// One account, as far as the service itself reads it. The settings that only its owner reads and writes stay in the
/// table: see [AccountsTable] and the view `api_accounts`.
@Entity
@Table(name = "accounts")
public class Account {
    @Id
    public UUID accountId;

    public Instant created;
    public InetAddress createdBy;
    public String emailAddress;

    @Column(columnDefinition = "text")
    public String passwordHash;

    public String firstName;
    public String lastName;
    public String name;

    @Column(columnDefinition = "text[]")
    public String[] groups = {};

    @Column(columnDefinition = "text")
    public String signUpUsageIntent;

    public boolean banned;
    public boolean deleted;
    public Instant lastActive;

    /// The organization that it began in: afterwards members come and go without this entity.
    @Column(updatable = false)
    public String org;

    /// When an ephemeral account ends; null for one that stays.
    public Instant expires;

    public Set<String> groups() {
        return Set.copyOf(Arrays.asList(groups));
    }

    public boolean isAdmin() {
        return groups().contains("admin");
    }

    public boolean isPartner() {
        return groups().contains("partner");
    }

    /// Whether keys and sessions of this account work.
    public boolean mayCall() {
        return !banned && !deleted;
    }

    @Override
    public String toString() {
        return "account " + accountId;
    }
}
