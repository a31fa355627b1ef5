package org.calque.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/// What `./calque` calls: `up`, `up --detach`, `down`, `status`.
final class Main {
    /// The supervisor of a detached system.
    static final String SUPERVISE = "supervise";

    private static final String USAGE = "up [--detach] | down | status";

    private Main() {}

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        try {
            var settings = Settings.from(Path.of(System.getProperty("calque.root")), System.getenv());
            switch (String.join(" ", arguments)) {
                case "up" -> new Up(settings).run(false);
                case SUPERVISE -> new Up(settings).run(true);
                case "up --detach" -> System.exit(new Detached(settings).start());
                case "down" -> new Down(settings).run();
                case "status" -> System.exit(new Status(settings).print() ? 0 : 1);
                default -> throw new Complaint("unknown command; there are " + USAGE);
            }
        } catch (Complaint complaint) {
            System.err.println("calque: " + complaint.getMessage());
            System.exit(1);
        }
    }
}
