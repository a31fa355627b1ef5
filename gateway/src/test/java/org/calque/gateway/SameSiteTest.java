package org.calque.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameSiteTest {
    private final SameSite site = new SameSite(URI.create("https://calque.example.org/base"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, false",
                "same-origin, -, false",
                "none, -, false",
                "same-site, -, true",
                "cross-site, -, true",
                "cross-site, https://calque.example.org, true",
                "-, https://calque.example.org, false",
                "same-origin, HTTPS://Calque.Example.org, false",
                "-, http://127.0.0.1:8080, false",
                "-, http://127.0.0.1:8081, true",
                "-, https://calque.example.org.evil.example, true",
                "-, http://calque.example.org, true",
                "-, null, true",
                "-, '', true"
            })
    void onlyOwnPagesAreOurs(String fetchSite, String origin, boolean foreign) {
        assertEquals(foreign, site.isForeign(fetchSite, origin, "127.0.0.1:8080"));
    }
}
