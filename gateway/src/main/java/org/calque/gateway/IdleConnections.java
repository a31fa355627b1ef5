package org.calque.gateway;

import io.netty.channel.Channel;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Connections on which nothing moves are closed after a while, also when a request on them is still being worked on.
/// This lets a connection be still for as long as its request is waited for.
@Singleton
class IdleConnections {
    /// Of the watcher, in the pipelines that Vert.x makes.
    private static final String NAME = "idle";

    private final Duration idleTimeout;

    IdleConnections(@ConfigProperty(name = "quarkus.http.idle-timeout") Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    void keepOpenFor(Duration patience, Exchange exchange) {
        if (patience.plusSeconds(5).compareTo(idleTimeout) < 0
                || !(exchange.request().connection() instanceof ConnectionBase connection)) {
            return;
        }
        var channel = connection.channel();
        var pipeline = channel.pipeline();
        if (pipeline.get(NAME) != null) {
            pipeline.remove(NAME);
            exchange.whenFinished(ending -> watchAgain(channel));
        }
    }

    private void watchAgain(Channel channel) {
        if (channel.isActive() && channel.pipeline().get(NAME) == null) {
            channel.pipeline()
                    .addFirst(NAME, new IdleStateHandler(0, 0, idleTimeout.toMillis(), TimeUnit.MILLISECONDS));
        }
    }
}
