package org.calque.projects.files;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import org.calque.kit.homes.Folder;
import org.calque.kit.homes.Folder.Entry;
import org.calque.kit.homes.HomeException;

/// The first entries of a folder in some order, and how many there are. A folder may hold any number: only as many as
/// are asked for are ever held.
///
/// @param first in order
public record Listing(List<Entry> first, long total) {
    public enum Order {
        NAME(Comparator.comparing(Entry::name)),
        SIZE(Comparator.comparing(it -> it.info().size())),
        MTIME(Comparator.comparing(it -> it.info().modified()));

        private final Comparator<Entry> comparator;

        Order(Comparator<Entry> comparator) {
            this.comparator = comparator;
        }

        /// The order of this wire name.
        static Optional<Order> named(String name) {
            return switch (name) {
                case "name", "size", "mtime" -> Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
                default -> Optional.empty();
            };
        }

        private Comparator<Entry> comparator(boolean descending) {
            return (descending ? comparator.reversed() : comparator).thenComparing(Entry::name);
        }
    }

    /// @param most how many entries to hold
    public static Listing of(Folder folder, boolean hidden, Order order, boolean descending, long most)
            throws HomeException {
        var comparator = order.comparator(descending);
        var best = new PriorityQueue<Entry>(comparator.reversed());
        var total = new long[1];
        folder.visit(entry -> {
            if (hidden || !entry.name().startsWith(".")) {
                total[0]++;
                best.add(entry);
                if (best.size() > most) {
                    best.poll();
                }
            }
        });
        var first = new java.util.ArrayList<>(best);
        first.sort(comparator);
        return new Listing(Collections.unmodifiableList(first), total[0]);
    }

    /// All that are held but so many at the beginning.
    public List<Entry> from(long offset) {
        return first.subList((int) Math.min(offset, first.size()), first.size());
    }
}
