package org.calque.messages;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Who is calling, as the gateway has authenticated it, and under which request.
///
/// @param id        the account's id, or the project's id when the key is a project key; null for [Kind#NOBODY]
/// @param kind      what `id` is
/// @param groups    groups of the account, such as `admin` and `partner`; empty for projects and nobody
/// @param limits    what the key of the call may do less than its owner; [Limits#NONE] for sessions
/// @param keyId     names the key or session of the call, as the key look-up does; empty for nobody and services
/// @param messageId the `id` of an API v1 message as text, else the request id
/// @param requestId under which this request appears in every log
/// @param address   IP address of the client as the gateway saw it; may be null inside the system
/// @param token     the internal token, to ask another service on the caller's behalf; never logged
public record Caller(
        UUID id,
        Kind kind,
        Set<String> groups,
        Limits limits,
        String keyId,
        String messageId,
        String requestId,
        String address,
        String token) {

    /// What an authenticated id stands for.
    public enum Kind {
        ACCOUNT,
        PROJECT,
        NOBODY,
        SERVICE
    }

    public Caller {
        groups = Set.copyOf(groups);
        limits = Objects.requireNonNull(limits);
    }

    public boolean isAccount() {
        return kind == Kind.ACCOUNT;
    }

    public boolean isProject() {
        return kind == Kind.PROJECT;
    }

    /// Neither an account nor a project: no key, or a blank one.
    public boolean isNobody() {
        return kind == Kind.NOBODY;
    }

    public boolean isService() {
        return kind == Kind.SERVICE;
    }

    /// A site administrator. By a key with limits only when it has the scope `admin`, and never in some projects only.
    public boolean isAdmin() {
        return isAccount() && groups.contains("admin") && limits.allowAdministration();
    }

    public boolean isPartner() {
        return isAccount() && groups.contains("partner");
    }

    /// The same caller, speaking in the message of this id.
    public Caller inMessage(String id) {
        return new Caller(this.id, kind, groups, limits, keyId, id, requestId, address, token);
    }

    /// Whether the call is made with a key that may do less than its owner.
    public boolean isLimited() {
        return !limits.areNone();
    }

    /// The same call in the place of another account, which has no groups, with the limits of the key that makes it.
    public Caller as(UUID account) {
        return new Caller(account, Kind.ACCOUNT, Set.of(), limits, keyId, messageId, requestId, address, token);
    }

    @Override
    public String toString() {
        return kind + (id == null ? "" : " " + id) + " in request " + requestId;
    }
}
