package org.calque.accounts.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.Function;
import org.calque.accounts.Expiry;
import org.calque.messages.accounts.AdminRegistrationTokens;

/// What an administrator wants of a registration token, checked. A field that is not given stays as it is; an empty
/// text takes a limit, an expiry or a lifetime away.
record TokenWish(
        String token, String descr, Wish<Integer> maxUses, Wish<Instant> expires, Wish<Long> ephemeral, String once) {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 100;
    private static final int LONGEST_ONCE = 64;
    private static final int LONGEST_DESCR = 1000;
    private static final long MOST_USES = 1_000_000_000;
    private static final long LONGEST_LIFE = 366L * 24 * 3600;

    /// @param given whether the field is to change
    /// @param value null for none
    record Wish<T>(boolean given, T value) {
        private static <T> Wish<T> notGiven() {
            return new Wish<>(false, null);
        }

        private static <T> Wish<T> none() {
            return new Wish<>(true, null);
        }

        private <R> Wish<R> map(Function<T, R> change) {
            return new Wish<>(given, value == null ? null : change.apply(value));
        }
    }

    /// A field is wrong; the message names it and the limit.
    static final class Unfit extends Exception {
        Unfit(String message) {
            super(message, null, false, false);
        }
    }

    static TokenWish of(AdminRegistrationTokens request) throws Unfit {
        return new TokenWish(
                token(request.token()),
                descr(request.descr()),
                number("limit", request.limit(), MOST_USES).map(Math::toIntExact),
                expires(request.expires()),
                number("ephemeral", request.ephemeral(), LONGEST_LIFE),
                once(request.once()));
    }

    private static String token(String token) throws Unfit {
        if (token == null || token.isEmpty()) {
            return null;
        }
        if (token.length() < SHORTEST
                || token.length() > LONGEST
                || token.chars().anyMatch(Character::isISOControl)) {
            throw new Unfit("token must have " + SHORTEST + " to " + LONGEST + " printable characters");
        }
        return token;
    }

    private static String once(String once) throws Unfit {
        if (once == null || once.isEmpty()) {
            return null;
        }
        if (once.length() > LONGEST_ONCE || once.indexOf('\0') >= 0) {
            throw new Unfit("once must have at most " + LONGEST_ONCE + " printable characters");
        }
        return once;
    }

    private static String descr(String descr) throws Unfit {
        if (descr != null && (descr.length() > LONGEST_DESCR || descr.indexOf('\0') >= 0)) {
            throw new Unfit("descr must have at most " + LONGEST_DESCR + " characters");
        }
        return descr;
    }

    private static Wish<Instant> expires(JsonNode given) throws Unfit {
        return switch (Expiry.of(given)) {
            case Expiry.NotGiven() -> Wish.notGiven();
            case Expiry.Never() -> Wish.none();
            case Expiry.At(Instant time) -> new Wish<>(true, time);
            case Expiry.Unreadable() -> throw new Unfit("expires must be a time such as 2030-01-31T12:00:00Z");
        };
    }

    private static Wish<Long> number(String field, JsonNode given, long most) throws Unfit {
        if (given == null || given.isNull()) {
            return Wish.notGiven();
        }
        var text = given.asText().strip();
        if (given.isTextual() && text.isEmpty()) {
            return Wish.none();
        }
        if (!text.matches("\\d{1,10}") || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
            throw new Unfit(field + " must be a whole number from 1 to " + most);
        }
        return new Wish<>(true, Long.parseLong(text));
    }
}
