package org.calque.gateway.pages;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/// Brings a new secret from the form that made it to the page that shows it, which follows by redirect.
///
/// It travels sealed in a cookie of the browser that sent the form, for its session only, for two minutes at most, and
/// is
/// forgotten with the page that shows it: neither a reload nor the way back brings it again, and no address holds it.
@Singleton
public class SecretOnce {
    private static final String COOKIE = "calque_once";
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final Seals seals;

    SecretOnce(Seals seals) {
        this.seals = seals;
    }

    /// @param about names what the secret opens; only the page that knows the name can show it
    public Page send(Visit visit, String to, String about, String secret) {
        var sealed = seals.seal(secret, reader(visit, about), LIFE);
        return Page.moved(to).with(Cookie.set(COOKIE, sealed, LIFE, visit.secure()));
    }

    /// The secret, if it was made in this session just now and has not been shown.
    public Optional<String> take(Visit visit, String about) {
        var sealed = visit.cookies().apply(COOKIE);
        return sealed == null ? Optional.empty() : seals.open(sealed, reader(visit, about));
    }

    public Page.Shown forget(Visit visit, Page.Shown page) {
        return page.with(Cookie.forget(COOKIE, visit.secure()));
    }

    private static String reader(Visit visit, String about) {
        return visit.visitor().session() + "/" + about;
    }
}
