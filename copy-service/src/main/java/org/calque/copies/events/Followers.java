package org.calque.copies.events;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The streams that are open here.
@ApplicationScoped
class Followers {
    private final EventSettings settings;
    private final Set<Follower> open = ConcurrentHashMap.newKeySet();

    Followers(EventSettings settings, EventTail tail) {
        this.settings = settings;
        tail.listen(this::tell);
    }

    /// Takes a stream in. Must be taken out by [#close].
    ///
    /// @throws TooMany when there are as many as there may be
    synchronized void open(Follower follower) throws TooMany {
        if (open.size() >= settings.max()) {
            throw new TooMany(
                    "as many streams as possible are open (setting calque.copies.events.max); try again later");
        }
        var own = open.stream()
                .filter(it -> it.account().equals(follower.account()))
                .count();
        if (own >= settings.maxPerCaller()) {
            throw new TooMany("you have " + own + " streams open, which is as many as you may"
                    + " (setting calque.copies.events.max-per-caller); close one of them");
        }
        open.add(follower);
    }

    void close(Follower follower) {
        open.remove(follower);
    }

    private void tell(Set<UUID> accounts) {
        open.stream().filter(it -> accounts.contains(it.account())).forEach(Follower::look);
    }

    /// Clients go to another instance by themselves.
    void endAll(@Observes ShutdownDelayInitiatedEvent stopping) {
        open.forEach(Follower::close);
    }

    void endWhatIsLeft(@Observes ShutdownEvent stopping) {
        open.forEach(Follower::close);
    }

    /// Why no further stream is opened.
    static final class TooMany extends Exception {
        private static final long serialVersionUID = 1L;

        TooMany(String message) {
            super(message, null, false, false);
        }
    }
}
