package org.calque.accounts.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.calque.accounts.signup.Emails;
import org.calque.messages.Uuids;

/// What somebody looks for: an id, or e-mail addresses and names, any of which will do.
///
/// @param id     the whole query, when it is one
/// @param emails to be equal, in lower case
/// @param names  each a list of words that all must be part of an account's names
record SearchQuery(Optional<UUID> id, List<String> emails, List<List<String>> names) {
    private static final Pattern SEPARATOR = Pattern.compile("[,;\\n]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern IN_BRACKETS = Pattern.compile("<(.*)>.*");

    static SearchQuery of(String text) {
        var id = Uuids.parse(text.strip());
        var query = new SearchQuery(id, new ArrayList<>(), new ArrayList<>());
        if (id.isEmpty()) {
            SEPARATOR
                    .splitAsStream(text.toLowerCase(Locale.ROOT).replace('\0', '\uFFFD'))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .forEach(query::add);
        }
        return query;
    }

    /// A part with an address in it, such as `Ada <ada@example.org>`, is looked for by the address alone; `@ada` is a
    /// user name.
    private void add(String part) {
        var words = List.of(BLANKS.split(part));
        if (part.indexOf('@') > 0) {
            words.stream()
                    .map(SearchQuery::withoutBrackets)
                    .filter(Emails::isValid)
                    .forEach(emails::add);
        } else {
            names.add(words);
        }
    }

    private static String withoutBrackets(String word) {
        var found = IN_BRACKETS.matcher(word);
        return found.matches() ? found.group(1) : word;
    }

    /// How much there is to look for.
    int size() {
        return emails.size() + names.stream().mapToInt(List::size).sum();
    }
}
