package org.calque.gateway.pages.settings;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.calque.gateway.pages.Cookie;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.Seals;
import org.calque.gateway.pages.Visit;

/// Brings a new secret from the form that made it to the page that shows it, which follows by redirect.
///
/// It travels sealed in a cookie of the browser that sent the form, for its session only, for two minutes at most, and
/// is
/// forgotten with the page that shows it: neither a reload nor the way back brings it again, and no address holds it.
@Singleton
class SecretOnce {
    private static final String COOKIE = "calque_new_key";
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final Seals seals;

    SecretOnce(Seals seals) {
        this.seals = seals;
    }

    Page send(Visit visit, String to, long key, String secret) {
        var sealed = seals.seal(secret, reader(visit, key), LIFE);
        return Page.moved(to).with(Cookie.set(COOKIE, sealed, LIFE, visit.secure()));
    }

    /// The secret of this key, if it was made by this session just now and has not been shown.
    Optional<String> take(Visit visit, long key) {
        var sealed = visit.cookies().apply(COOKIE);
        return sealed == null ? Optional.empty() : seals.open(sealed, reader(visit, key));
    }

    Page.Shown forget(Visit visit, Page.Shown page) {
        return page.with(Cookie.forget(COOKIE, visit.secure()));
    }

    private static String reader(Visit visit, long key) {
        return visit.visitor().session() + "/" + key;
    }
}
