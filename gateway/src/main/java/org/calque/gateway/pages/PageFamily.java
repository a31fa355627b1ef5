package org.calque.gateway.pages;

/// Pages that belong together. Each is a function from a visit to what the browser gets, and runs on a virtual thread
/// of
/// its own: it simply waits for what it asks.
public interface PageFamily {
    void addTo(Site site);
}
