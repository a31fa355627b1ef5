package org.calque.kit;

import java.net.URI;
import java.util.UUID;

/// The call belongs to another replica of this service, which alone holds what it is about. Nothing has been done yet:
/// the call is to be passed on whole.
public final class Elsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final UUID what;
    private final transient URI address;

    /// @param what    what is held, such as a project
    /// @param address of the replica that holds it
    public Elsewhere(UUID what, URI address) {
        super(what + " is held by another replica", null, false, false);
        this.what = what;
        this.address = address;
    }

    public UUID what() {
        return what;
    }

    public URI address() {
        return address;
    }
}
