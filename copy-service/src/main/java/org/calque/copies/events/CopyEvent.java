package org.calque.copies.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Fact;
import org.calque.messages.facts.CopyDeleted;
import org.calque.messages.facts.CopyFinished;
import org.calque.messages.facts.CopyPostponed;
import org.calque.messages.facts.CopyQueued;
import org.calque.messages.facts.CopyRequested;
import org.calque.messages.facts.CopyStarted;

/// Something in the life of a copy that whoever asked for it may want to know.
///
/// @param account who asked for the copy
/// @param type    `copy.` and what has become of it
public record CopyEvent(UUID account, UUID copy, UUID source, UUID target, String type, Detail detail) {
    /// What can become of a copy.
    public static final List<String> TYPES = List.of(
            "copy.requested",
            "copy.queued",
            "copy.started",
            "copy.postponed",
            "copy.finished",
            "copy.failed",
            "copy.cancelled",
            "copy.deleted");

    /// What there is to say besides.
    ///
    /// @param scheduled when it is to start, or to start again
    /// @param attempt   1 the first time; more when it was begun before
    /// @param error     why it failed, or what stood in the way
    public record Detail(Instant scheduled, Long attempt, String error) {}

    /// What a fact about a copy means to whoever asked for it; empty when that is nothing.
    ///
    /// @param cancelled whether that is how it ended, if it has
    public static Optional<CopyEvent> of(Fact fact, UUID account, boolean cancelled) {
        return switch (fact) {
            case CopyRequested(var copy, var source, var target, var scheduled) ->
                Optional.of(new CopyEvent(
                        account, copy, source, target, "copy.requested", new Detail(scheduled, null, null)));
            case CopyQueued(var copy, var source, var target) ->
                Optional.of(new CopyEvent(account, copy, source, target, "copy.queued", new Detail(null, null, null)));
            case CopyStarted(var copy, var source, var target, var attempt) ->
                Optional.of(
                        new CopyEvent(account, copy, source, target, "copy.started", new Detail(null, attempt, null)));
            case CopyPostponed(var copy, var source, var target, var again, var times, var reason) ->
                Optional.of(new CopyEvent(
                        account, copy, source, target, "copy.postponed", new Detail(again, (long) times, reason)));
            case CopyFinished(var copy, var source, var target, var error) ->
                Optional.of(new CopyEvent(
                        account, copy, source, target, ending(error, cancelled), new Detail(null, null, error)));
            case CopyDeleted(var copy, var source, var target) ->
                Optional.of(new CopyEvent(account, copy, source, target, "copy.deleted", new Detail(null, null, null)));
            default -> Optional.empty();
        };
    }

    private static String ending(String error, boolean cancelled) {
        if (error == null) {
            return "copy.finished";
        }
        return cancelled ? "copy.cancelled" : "copy.failed";
    }
}
