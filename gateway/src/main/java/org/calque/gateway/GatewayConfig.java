package org.calque.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The limits of the public door. Each can be set by environment: `max-body` as `CALQUE_GATEWAY_MAX_BODY`.
@ConfigMapping(prefix = "calque.gateway")
interface GatewayConfig {
    /// The private key that signs internal tokens: PEM of PKCS#8, RSA. Read again when the file changes.
    Optional<Path> signingKey();

    /// The address by which browsers reach the gateway, without a slash at its end: goes into links. With `https`,
    /// cookies
    /// of pages are sent by https only.
    @WithDefault("http://127.0.0.1:8080")
    URI publicUrl();

    /// Largest body of a request.
    @WithDefault("8M")
    MemorySize maxBody();

    /// Room for all bodies that are held at the same time; a request that finds none waits for its turn.
    @WithDefault("32M")
    MemorySize bodyRoom();

    /// How long a body may take to arrive.
    @WithDefault("60s")
    Duration bodyTimeout();

    /// How many values, names and brackets a JSON body may have.
    @WithDefault("250000")
    long maxJsonTokens();

    /// How many pairs a form body may have.
    @WithDefault("1000")
    int maxFormPairs();

    /// How long the caller of a key is remembered when no fact says otherwise; never more than 10 seconds.
    @WithDefault("5s")
    Duration keyCacheTime();

    /// How many keys are remembered.
    @WithDefault("10000")
    int keyCacheSize();

    /// Whether revoked keys are followed on Kafka.
    @WithDefault("true")
    boolean followKeys();

    /// Most connections to one service.
    @WithDefault("256")
    int connectionsPerService();

    /// Most requests that may wait for one of these connections.
    @WithDefault("1024")
    int waitingPerService();

    /// How long a connection to a service may take.
    @WithDefault("2s")
    Duration connectTimeout();

    /// How long a service may be silent before its answer is given up.
    @WithDefault("30s")
    Duration timeout();

    /// Events and paths that may be silent for another time than `timeout`.
    Map<String, Duration> timeouts();

    /// Added to the time-out that a command was given by its caller.
    @WithDefault("30s")
    Duration execMargin();

    /// Longest that a command without a time-out of its own is waited for.
    @WithDefault("6h")
    Duration longestExec();

    /// How long the bridge waits for a function whose caller does not say.
    @WithDefault("15s")
    Duration bridgeTimeout();

    /// Added to the time that a caller of the bridge gives, so that a command which ends just then is still told of.
    @WithDefault("2s")
    Duration bridgeMargin();

    /// How many characters of an answer an assistant is shown at `/mcp`; longer texts and lists are cut, and it is said
    /// where.
    @WithDefault("100000")
    int mcpAnswer();

    /// Addresses and networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed.
    Optional<List<String>> trustedProxies();
}
