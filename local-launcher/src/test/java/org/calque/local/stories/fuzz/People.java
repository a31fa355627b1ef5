package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.calque.local.stories.Client;
import org.calque.local.stories.World;
import org.calque.local.stories.fuzz.Caller.Kind;
import org.calque.local.stories.fuzz.Caller.Someone;

/// Those who call. Calls may take their accounts, keys and projects from them: then others come in their place.
final class People {
    private static final int COUNT = 6;
    /// Places of those who do not call as themselves.
    private static final int VICTIM = COUNT;

    private static final int ADMINISTRATOR = COUNT + 1;

    private final Client admin;
    private final AtomicReferenceArray<Someone> places = new AtomicReferenceArray<>(COUNT + 2);
    private final AtomicInteger count = new AtomicInteger();
    private final Hermit hermit;

    People(Client admin) {
        this.admin = admin;
        this.hermit = new Hermit(admin);
        for (int place = 0; place < places.length(); place++) {
            places.set(place, somebody(place));
        }
    }

    /// How many there have been.
    int count() {
        return count.get();
    }

    Hermit hermit() {
        return hermit;
    }

    /// Administrators do what they like to anybody's things: so they name those of a victim only, and never their own.
    Caller caller(Random random) {
        var someone = places.get(random.nextInt(COUNT));
        int draw = random.nextInt(100);
        if (draw < 5) {
            return new Caller(Kind.NOBODY, null, someone);
        } else if (draw < 9) {
            return new Caller(Kind.WRONG_KEY, "sk-Nobody" + random.nextInt(1000), someone);
        } else if (draw < 16) {
            return new Caller(Kind.PROJECT_KEY, someone.projectKey(), someone);
        } else if (draw < 20) {
            return new Caller(Kind.READ_KEY, someone.readKey(), someone);
        } else if (draw < 28) {
            return new Caller(Kind.OTHER, key(places.get(random.nextInt(COUNT))), someone);
        } else if (draw < 38) {
            return new Caller(Kind.ADMINISTRATOR, key(places.get(ADMINISTRATOR)), places.get(VICTIM));
        }
        return new Caller(Kind.OWNER, key(someone), someone);
    }

    /// Somebody else, of whom a call may tell.
    Someone other(Caller caller, Random random) {
        var other = places.get(random.nextInt(COUNT));
        return caller.kind() == Kind.ADMINISTRATOR ? caller.whose() : other;
    }

    /// Puts somebody else in the place of whoever has lost what was theirs.
    void replace(Caller caller) {
        for (int place = 0; place < places.length(); place++) {
            var here = places.get(place);
            if (here == caller.whose() || key(here).equals(caller.key())) {
                replace(place, here);
            }
        }
    }

    private synchronized void replace(int place, Someone lost) {
        if (places.get(place) == lost) {
            admin.v2("projects/stop", "project_id", lost.person().projectId());
            places.set(place, somebody(place));
        }
    }

    private static String key(Someone someone) {
        return someone.person().client().key();
    }

    private Someone somebody(int place) {
        var person = World.person(admin, "Fuzz", "Person");
        count.incrementAndGet();
        if (place == ADMINISTRATOR) {
            admin.v2("admin/set-groups", "account_id", person.accountId(), "groups", List.of("admin"));
        }
        var known = new Known();
        known.add("account_id", new TextNode(person.accountId()));
        known.add("project_id", new TextNode(person.projectId()));
        return new Someone(
                person,
                keyOf(person, "project_id", person.projectId()),
                keyOf(person, "scopes", List.of("read")),
                known);
    }

    private static String keyOf(World.Person person, String field, Object value) {
        return person.client()
                .v2("api-keys", "action", "create", "name", field, field, value)
                .json()
                .at("/response/0/secret")
                .asText();
    }
}
