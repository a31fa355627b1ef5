package org.calque.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.calque.embedded.SigningKeys;

/// What `./calque` calls: `up`, `up --detach`, `down`, `status`, `rotate-keys`, `train`.
final class Main {
    /// The supervisor of a detached system.
    static final String SUPERVISE = "supervise";

    private static final String USAGE = "up [--detach] | down | status | rotate-keys | train";

    private Main() {}

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        try {
            var root = Path.of(System.getProperty("calque.root"));
            var settings = Settings.from(root, System.getenv());
            switch (String.join(" ", arguments)) {
                case "up" -> new Up(settings).run(false);
                case SUPERVISE -> new Up(settings).run(true);
                case "up --detach" -> System.exit(new Detached(settings).start());
                case "down" -> new Down(settings).run();
                case "train" -> new Training(root).run();
                case "rotate-keys" -> rotateKeys(settings);
                case "status" -> System.exit(new Status(settings).print() ? 0 : 1);
                default -> throw new Complaint("unknown command; there are " + USAGE);
            }
        } catch (Complaint complaint) {
            System.err.println("calque: " + complaint.getMessage());
            System.exit(1);
        }
    }

    /// The gateway signs with the new key as soon as it looks at the file again; services know both.
    private static void rotateKeys(Settings settings) throws IOException {
        settings.folders().prepare();
        SigningKeys.make(settings.folders().signingKey(), settings.folders().jwks());
        System.out.println("There is a new signing key in " + settings.folders().signingKey());
    }
}
