package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;

/// What this package does by itself from time to time, done when a test wants it.
@ApplicationScoped
public class Sweeping {
    private final KeyRemover remover;
    private final KeyUses uses;
    private final FormerMembers members;

    Sweeping(KeyRemover remover, KeyUses uses, FormerMembers members) {
        this.remover = remover;
        this.uses = uses;
        this.members = members;
    }

    public void sweep() {
        remover.removeRotated();
    }

    public void writeUses() {
        uses.write();
    }

    public void stop() {
        uses.atEnd(null);
    }

    public void read(org.calque.kit.FactReaders.Received fact) {
        members.read(fact);
    }
}
