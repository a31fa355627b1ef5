package org.calque.local;

/// The services of Calque, each with what `up` must know of it.
enum Service {
    GATEWAY("gateway", "gateway", 0, null, 96),
    ACCOUNTS("accounts", "accounts-service", 1, "accounts", 144),
    PROJECTS("projects", "projects-service", 2, "projects", 96),
    QUERY("query", "query-service", 3, "query", 96),
    COPY("copy", "copy-service", 4, "copies", 96),
    BILLING("billing", "billing-service", 5, "billing", 96);

    private final String partName;
    private final String module;
    private final int number;
    private final String databaseName;
    private final int heapMegabytes;

    /// @param number       is added to the base port
    /// @param databaseName under which it has a role and a schema; null for one that keeps nothing
    Service(String partName, String module, int number, String databaseName, int heapMegabytes) {
        this.partName = partName;
        this.module = module;
        this.number = number;
        this.databaseName = databaseName;
        this.heapMegabytes = heapMegabytes;
    }

    String partName() {
        return partName;
    }

    String module() {
        return module;
    }

    int number() {
        return number;
    }

    boolean hasDatabase() {
        return databaseName != null;
    }

    String databaseName() {
        return databaseName;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /// The variable that tells the others where it is.
    String urlVariable() {
        return "CALQUE_" + name() + "_URL";
    }
}
