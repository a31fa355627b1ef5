package org.calque.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.calque.embedded.SigningKeys;
import org.calque.local.admin.Admin;

/// What `./calque` calls: `up`, `up --detach`, `down`, `status`, `rotate-keys`, `admin …`, `train`.
final class Main {
    /// The supervisor of a detached system.
    static final String SUPERVISE = "supervise";

    private static final String USAGE = "up [--detach] | down | status | rotate-keys | admin … | train";

    private Main() {}

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        try {
            var root = Path.of(System.getProperty("calque.root"));
            var settings = Settings.from(root, System.getenv());
            if (arguments.length > 0 && arguments[0].equals("admin")) {
                System.exit(administer(settings, List.of(arguments)));
            }
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

    private static int administer(Settings settings, List<String> arguments) {
        var keyFile = settings.folders().apiKey();
        return new Admin(System.getenv(), keyFile, System.out, System.err).run(arguments.subList(1, arguments.size()));
    }

    /// The gateway signs with the new key as soon as it looks at the file again; services know both.
    private static void rotateKeys(Settings settings) throws IOException {
        settings.folders().prepare();
        SigningKeys.make(settings.folders().signingKey(), settings.folders().jwks());
        SigningKeys.make(settings.folders().copyKey(), settings.folders().servicesJwks());
        System.out.println("There are new signing keys in "
                + settings.folders().signingKey().getParent());
    }
}
