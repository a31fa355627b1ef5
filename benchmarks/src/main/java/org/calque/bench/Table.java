package org.calque.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The table that is printed: Markdown, aligned so that it can be read as it is.
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... titles) {
        rows.add(List.of(titles));
    }

    /// @param cells as many as there are titles, or fewer
    void row(String... cells) {
        var row = new ArrayList<>(List.of(cells));
        row.addAll(Collections.nCopies(rows.getFirst().size() - cells.length, ""));
        rows.add(row);
    }

    @Override
    public String toString() {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var lines = rows.stream().map(row -> line(row, widths)).collect(Collectors.toCollection(ArrayList::new));
        lines.add(
                1, IntStream.of(widths).mapToObj(it -> "-".repeat(it + 2)).collect(Collectors.joining("|", "|", "|")));
        return String.join("\n", lines) + "\n";
    }

    /// A number with as many digits as say something.
    static String number(double value) {
        var digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", value).replace(',', ' ');
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(
                        it -> row.get(it) + " ".repeat(widths[it] - row.get(it).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
