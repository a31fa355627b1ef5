package org.calque.copies.webhooks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Addresses that are called with what becomes of copies.
@ConfigMapping(prefix = "calque.copies.webhooks")
interface WebhookSettings {
    /// The key, at least 32 characters, from which the secrets of all webhooks are made; the same for all instances.
    /// Without it there are no webhooks, with another one all secrets are others.
    Optional<Path> keyFile();

    /// Webhooks that one account may have.
    @WithDefault("20")
    int perAccount();

    /// Networks inside that may be called, such as `10.0.0.0/8`. Without them only the public internet may.
    Optional<List<String>> allowedNetworks();

    /// How often a delivery is tried before it is given up.
    @WithDefault("12")
    int attempts();

    /// Time between the first try and the second; each that follows is three times as long.
    @WithDefault("PT5S")
    Duration firstPause();

    /// Longest time between two tries.
    @WithDefault("PT6H")
    Duration longestPause();

    /// Longest time that an endpoint may take to answer.
    @WithDefault("PT15S")
    Duration patience();

    /// How long deliveries are kept, sent or not.
    @WithDefault("P7D")
    Duration keep();

    /// Calls under way at the same time from one instance; to one webhook they go one after another.
    @WithDefault("16")
    int atOnce();

    /// Time after which it is looked for what is to be sent even if nothing was heard.
    @WithDefault("PT1S")
    Duration lookAnyway();
}
