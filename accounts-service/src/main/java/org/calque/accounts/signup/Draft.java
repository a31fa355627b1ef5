package org.calque.accounts.signup;

/// An account that is about to be made; everything in it has been checked.
///
/// @param emailAddress in lower case; null for an anonymous account
/// @param passwordHash null when nobody signs in by password
/// @param address      of the client; may be null
/// @param limit        accounts that may be made from that address within the time that the settings say
record Draft(
        String firstName,
        String lastName,
        String emailAddress,
        String passwordHash,
        String usageIntent,
        String address,
        int limit,
        boolean withApiKey) {
    @Override
    public String toString() {
        return "draft of an account";
    }
}
