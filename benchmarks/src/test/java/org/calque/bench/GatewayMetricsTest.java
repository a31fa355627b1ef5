package org.calque.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GatewayMetricsTest {
    private static final String BEFORE = """
            # TYPE calque_gateway_callers_seconds histogram
            calque_gateway_callers_seconds_bucket{source="memory",le="1.0E-6"} 10.0
            calque_gateway_callers_seconds_bucket{source="memory",le="2.0E-6"} 10.0
            calque_gateway_callers_seconds_bucket{source="memory",le="+Inf"} 10.0
            calque_gateway_callers_seconds_bucket{source="accounts",le="+Inf"} 3.0
            """;
    private static final String AFTER = """
            calque_gateway_callers_seconds_bucket{source="memory",le="1.0E-6"} 90.0
            calque_gateway_callers_seconds_bucket{source="memory",le="2.0E-6"} 109.0
            calque_gateway_callers_seconds_bucket{source="memory",le="+Inf"} 110.0
            calque_gateway_callers_seconds_bucket{source="accounts",le="+Inf"} 3.0
            """;

    @Test
    void onlyWhatCameLaterCountsAndEachPercentileIsTheBoundOfItsBucket() {
        var spread = GatewayMetrics.read(AFTER).memorySince(GatewayMetrics.read(BEFORE));
        assertEquals(0.001, spread.p50(), 1e-9);
        assertEquals(0.002, spread.p99(), 1e-9);
        assertEquals("1.00 µs / 2.00 µs", spread.toString());
    }

    @Test
    void nothingCountedIsNoFigure() {
        var before = GatewayMetrics.read(BEFORE);
        assertThrows(
                IllegalStateException.class, () -> GatewayMetrics.read(AFTER).accountsSince(before));
    }
}
