package org.calque.accounts.signup;

/// An account that is about to be made; everything in it has been checked.
///
/// @param emailAddress in lower case; null for an anonymous account
/// @param passwordHash null when nobody signs in by password
/// @param address      of the client; may be null
/// @param limit        accounts that may be made from that address within the time that the settings say
/// @param entrance     what the visitor shows to be let in
/// @param firstProject whether a project is made for it as well
record Draft(
        String firstName,
        String lastName,
        String emailAddress,
        String passwordHash,
        String usageIntent,
        String address,
        int limit,
        Entrance entrance,
        boolean firstProject,
        boolean withApiKey) {

    /// What opens the door.
    sealed interface Entrance {
        /// A registration token, where one is needed.
        ///
        /// @param token   null or empty when there is none
        /// @param missing what to answer when one is needed
        record Registration(String token, String missing) implements Entrance {}

        /// The word of those who look after an organization.
        ///
        /// @param name the organization, to which the account belongs
        record Organization(String name) implements Entrance {}

        /// A token for accounts that end by themselves.
        record Ephemeral(String token) implements Entrance {}
    }

    @Override
    public String toString() {
        return "draft of an account";
    }
}
