package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,      10.255.0.1,         true",
        "10.0.0.0/8,      11.0.0.1,           false",
        "192.0.2.128/25,  192.0.2.129,        true",
        "192.0.2.128/25,  192.0.2.127,        false",
        "192.0.2.7,       192.0.2.7,          true",
        "192.0.2.7,       192.0.2.8,          false",
        "192.0.2.7,       ::ffff:192.0.2.7,   true",
        "0.0.0.0/0,       203.0.113.9,        true",
        "0.0.0.0/0,       2001:db8::1,        false",
        "2001:db8::/32,   2001:db8:ffff::1,   true",
        "2001:db8::/32,   2001:db9::1,        false",
        "2001:db8::1/128, 2001:db8:0:0::1,    true",
        "::/0,            2001:db8::1,        true",
        "10.0.0.0/8,      example.org,        false",
        "10.0.0.0/8,      10.0.0.0/8,         false"
    })
    void anAddressBelongsToANetworkOrNot(String network, String address, boolean belongs) {
        assertEquals(belongs, Network.parse(network).orElseThrow().holds(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "::/129",
                "10.0.0/8/8",
                "10/8",
                "10.0.0/8",
                "167772160",
                "1.2.3.4.5",
                "example.org",
                "10.0.0.0/8 ",
                "1e1"
            })
    void whatIsNoNetworkIsNotTakenForOne(String text) {
        assertTrue(Network.parse(text).isEmpty());
    }

    @Test
    void noAddressBelongsToNoNetwork() {
        assertFalse(Network.parse("::/0").orElseThrow().holds(null));
    }
}
