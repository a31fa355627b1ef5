package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Values that nobody expects, of every type.
final class Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 3;
    /// One in so many nulls is a thousand lists within each other.
    private static final int DEEP = 8;

    private static final int LONG_LIST = 10_000;
    private static final int LONG_TEXT = 1 << 20;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\n\r\t\u0007",
            "\uD800",
            "x\uDC00y",
            "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDCBB",
            "\u202Eevil\u200F\u0627\u0644\u0639",
            "e\u0301\u0301\u0301\u0301\uFEFF",
            "\uFFFF\uFFFE",
            "\u4E2D\u6587",
            "../../../../etc/passwd",
            "/etc/passwd",
            "~",
            ".",
            "..",
            "a/../../b",
            "'; drop table accounts; --",
            "\" or 1=1",
            "%s%n%x\\",
            "${jndi:ldap://127.0.0.1/x}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "NaN",
            "Infinity",
            "-0",
            "1e999",
            "0x10",
            "99999999999999999999999",
            "true",
            "null",
            "[]",
            "{}",
            "2026-11-21T08:15:30.250Z",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "2026-02-30T25:61:61Z",
            "1970-01-01",
            "P9999999999D",
            "someone@example.com",
            "@",
            "http://127.0.0.1:1/",
            "file:///etc/passwd",
            "00000000-0000-0000-0000-000000000000",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            "f7b4d3c2",
            "create",
            "get",
            "delete",
            "list");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "2",
            "0.5",
            "-1.5",
            "1e-400",
            "1e308",
            "1e309",
            "1e999999999",
            "65535",
            "65536",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "999999999999999999999999999999",
            "NaN",
            "Infinity",
            "1".repeat(1500));

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    JsonNode any() {
        return any(0);
    }

    private JsonNode any(int depth) {
        return switch (random.nextInt(depth > DEEPEST ? 6 : 8)) {
            case 0 -> random.nextInt(DEEP) == 0 ? Text.raw("[".repeat(1000) + "]".repeat(1000)) : NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2, 3 -> number();
            case 4, 5 -> text();
            case 6 -> {
                var list = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(any(depth + 1));
                }
                yield list;
            }
            default -> {
                var object = NODES.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(text().asText(), any(depth + 1));
                }
                yield object;
            }
        };
    }

    JsonNode text() {
        return NODES.textNode(
                switch (random.nextInt(20)) {
                    case 0 ->
                        UUID.nameUUIDFromBytes(new byte[] {(byte) random.nextInt()})
                                .toString();
                    case 1 -> "x".repeat(random.nextInt(5000));
                    case 2 -> random.nextInt(30) == 0 ? "y".repeat(LONG_TEXT) : Long.toString(random.nextLong(), 36);
                    case 3 -> random.nextInt(30) == 0 ? "\u4E2D".repeat(LONG_TEXT / 3) : "z".repeat(256);
                    default -> TEXTS.get(random.nextInt(TEXTS.size()));
                });
    }

    JsonNode number() {
        return Text.raw(NUMBERS.get(random.nextInt(NUMBERS.size())));
    }

    /// A little more, or less, than what fits.
    JsonNode besides(JsonNode number) {
        var near = new BigInteger(number.bigIntegerValue().toString()).add(BigInteger.valueOf(random.nextInt(3) - 1L));
        return NODES.numberNode(random.nextInt(3) == 0 ? near.negate() : near);
    }

    JsonNode longList(JsonNode each) {
        var list = NODES.arrayNode();
        for (int i = 0; i < LONG_LIST; i++) {
            list.add(each);
        }
        return list;
    }
}
