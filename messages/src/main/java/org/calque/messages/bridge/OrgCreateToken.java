package org.calque.messages.bridge;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Makes a token that signs a browser in as a member of an organization, for its administrators and those of the site.
///
/// Source: the function `org.createToken` of the bridge.
///
/// @param user   id or e-mail address of the member; a site administrator only when a site administrator asks
/// @param expire when it ends, in milliseconds since 1970; as long as any sign-in token when absent
public record OrgCreateToken(String user, Long expire) implements Request {
    /// @param url where a browser is signed in by it
    public record Token(String token, String url) implements Reply {
        @Override
        public String toString() {
            return "token";
        }
    }
}
