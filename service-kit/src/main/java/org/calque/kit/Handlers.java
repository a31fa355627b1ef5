package org.calque.kit;

import io.quarkus.arc.All;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.calque.messages.Binder;
import org.calque.messages.Caller;
import org.calque.messages.Event;
import org.calque.messages.Function;
import org.calque.messages.Outcome;
import org.calque.messages.Request;
import org.calque.messages.Route;
import org.calque.messages.Service;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// All handlers of this service, by the request that each answers. A service that lacks a handler for an event, route
/// or function of its own, and a [Door] for it, too, or has a route with a [org.calque.messages.Rate] and no
/// [RateKeeper], does not start.
@ApplicationScoped
public class Handlers {
    private final Map<Class<?>, Handler<?>> byRequest = new HashMap<>();
    private final Set<Class<? extends Request>> answeredElsewhere = new HashSet<>();
    private final List<RateKeeper> rates;
    private final Service self;

    Handlers(
            @All List<InstanceHandle<Handler<?>>> handlers,
            @All List<Door> doors,
            @All List<RateKeeper> rates,
            @ConfigProperty(name = "calque.service") Service self) {
        this.self = self;
        this.rates = rates;
        doors.forEach(door -> answeredElsewhere.addAll(door.answers()));
        for (var handle : handlers) {
            var request = requestOf(handle.getBean());
            if (byRequest.put(request, handle.get()) != null) {
                throw new IllegalStateException("two handlers for " + request.getSimpleName());
            }
        }
    }

    void checkThatNothingIsMissing(@Observes StartupEvent start) {
        Stream.of(
                        Event.answeredBy(self).stream().map(Event::request),
                        Route.answeredBy(self).stream().map(Route::request),
                        Function.answeredBy(self).stream().map(Function::request))
                .flatMap(requests -> requests)
                .filter(request -> !byRequest.containsKey(request) && !answeredElsewhere.contains(request))
                .findFirst()
                .ifPresent(missing -> {
                    throw new IllegalStateException(self + " has no handler for " + missing.getSimpleName());
                });
        Route.answeredBy(self).stream()
                .filter(route -> route.rate().isPresent() && rates.size() != 1)
                .findFirst()
                .ifPresent(uncounted -> {
                    throw new IllegalStateException(self + " has nobody who counts calls of " + uncounted.path());
                });
    }

    boolean answers(Class<? extends Request> request) {
        return byRequest.containsKey(request);
    }

    /// Binds the options to the request record and calls its handler.
    @SuppressWarnings("unchecked")
    <R extends Request> Outcome call(
            Class<R> type, com.fasterxml.jackson.databind.node.ObjectNode options, Caller caller)
            throws Binder.Mismatch {
        return ((Handler<R>) byRequest.get(type)).handle(Binder.bind(options, type), caller);
    }

    private static Class<?> requestOf(InjectableBean<?> handler) {
        for (Type type : handler.getTypes()) {
            if (type instanceof ParameterizedType it
                    && it.getRawType() == Handler.class
                    && it.getActualTypeArguments()[0] instanceof Class<?> request) {
                return request;
            }
        }
        throw new IllegalStateException(handler.getBeanClass() + " does not say which request it answers");
    }
}
