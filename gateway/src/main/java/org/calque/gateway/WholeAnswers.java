package org.calque.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import org.calque.messages.Service;

/// Takes answers of services whole, for faces that look into them: none larger than the limit, and not more of them at
/// once than there is room for.
@Singleton
class WholeAnswers {
    private static final int MOST = 1 << 20;
    private static final int SMALL = 64 << 10;

    private final BodyRoom room = new BodyRoom(16 << 20);

    /// Fails with the refusal to answer.
    Future<Services.Answer> take(Exchange exchange, HttpClientResponse response, Service service) {
        var declared = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        long size = declared == null ? MOST : Long.parseLong(declared);
        var whole = read(response, service);
        if (size > MOST) {
            giveUp(response, service, whole);
        } else if (size > SMALL) {
            response.pause();
            room.take(size)
                    .onSuccess(_ -> exchange.context().runOnContext(_ -> {
                        exchange.whenFinished(_ -> room.giveBack(size));
                        response.resume();
                    }));
        }
        return whole.future();
    }

    private static void giveUp(HttpClientResponse response, Service service, Promise<Services.Answer> whole) {
        if (whole.tryFail(Refusal.tooMuchToHold(service, MOST).asException())) {
            response.request().reset();
        }
    }

    private static Promise<Services.Answer> read(HttpClientResponse response, Service service) {
        var whole = Promise.<Services.Answer>promise();
        var bytes = Buffer.buffer();
        response.exceptionHandler(_ -> whole.tryFail(Refusal.brokeOff(service).asException()))
                .handler(piece -> {
                    if (bytes.length() + piece.length() <= MOST) {
                        bytes.appendBuffer(piece);
                    } else {
                        giveUp(response, service, whole);
                    }
                })
                .endHandler(_ -> whole.tryComplete(new Services.Answer(response.statusCode(), bytes.getBytes())));
        return whole;
    }
}
