package org.calque.query;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.calque.kit.FactReaders;
import org.calque.messages.Caller;
import org.calque.messages.Fact.Topic;
import org.calque.messages.Uuids;

/// The streams that are open, and the facts by which they look again. Facts are hints: what is told is read from the
/// rows, and a fact that was missed is made up for by the next look.
@ApplicationScoped
class Feeds {
    private static final List<Topic> TOPICS = List.of(Topic.ACCOUNTS, Topic.PROJECTS);

    private final FactReaders facts;
    private final QuerySettings.Feeds settings;
    private final Set<Feed> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean following = new AtomicBoolean();

    Feeds(FactReaders facts, QuerySettings settings) {
        this.facts = facts;
        this.settings = settings.feeds();
    }

    /// Takes a stream in. Must be taken out by [#close].
    ///
    /// @throws TooMany when there are as many as there may be
    synchronized void open(Feed feed) throws TooMany {
        if (open.size() >= settings.max()) {
            throw new TooMany("as many streams as possible are open (setting query.feeds.max); try again later");
        }
        var who = nameOf(feed.followed().caller());
        var own = open.stream()
                .filter(it -> nameOf(it.followed().caller()).equals(who))
                .count();
        if (own >= settings.maxPerCaller()) {
            throw new TooMany("you have " + own + " streams open, which is as many as you may"
                    + " (setting query.feeds.max-per-caller); close one of them");
        }
        open.add(feed);
        followFacts();
    }

    void close(Feed feed) {
        open.remove(feed);
    }

    int count() {
        return open.size();
    }

    /// What somebody has just done is perhaps seen by a stream.
    void tell(Topic topic, String subject) {
        Uuids.parse(subject)
                .ifPresent(id -> open.stream()
                        .filter(it -> it.followed().isConcernedBy(topic, id))
                        .forEach(Feed::look));
    }

    /// Clients go to another instance by themselves.
    void endAll(@Observes ShutdownDelayInitiatedEvent stopping) {
        open.forEach(Feed::close);
    }

    void endWhatIsLeft(@Observes ShutdownEvent stopping) {
        open.forEach(Feed::close);
    }

    /// Nobody reads facts before the first stream.
    private void followFacts() {
        if (settings.followFacts() && following.compareAndSet(false, true)) {
            for (Topic topic : TOPICS) {
                facts.everyFact(topic, fact -> tell(topic, fact.key()), () -> open.forEach(Feed::look));
            }
        }
    }

    private static String nameOf(Caller caller) {
        return caller.id() == null
                ? "nobody at " + caller.address()
                : caller.id().toString();
    }

    /// Why no further stream is opened.
    static final class TooMany extends Exception {
        TooMany(String message) {
            super(message, null, false, false);
        }
    }
}
