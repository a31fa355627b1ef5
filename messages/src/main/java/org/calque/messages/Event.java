package org.calque.messages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.calque.messages.accounts.ChangeEmailAddress;
import org.calque.messages.accounts.ChangePassword;
import org.calque.messages.accounts.CreateAccount;
import org.calque.messages.accounts.DeleteAccount;
import org.calque.messages.accounts.ForgotPassword;
import org.calque.messages.accounts.GetUsernames;
import org.calque.messages.accounts.LogClientError;
import org.calque.messages.accounts.ResetForgotPassword;
import org.calque.messages.accounts.RevokeAuthToken;
import org.calque.messages.accounts.UnlinkPassport;
import org.calque.messages.accounts.UserAuth;
import org.calque.messages.accounts.UserSearch;
import org.calque.messages.assistant.Chatgpt;
import org.calque.messages.assistant.OpenaiEmbeddingsRemove;
import org.calque.messages.assistant.OpenaiEmbeddingsSave;
import org.calque.messages.assistant.OpenaiEmbeddingsSearch;
import org.calque.messages.billing.GetAvailableUpgrades;
import org.calque.messages.billing.PurchaseLicense;
import org.calque.messages.billing.StripeCancelSubscription;
import org.calque.messages.billing.StripeCreateSource;
import org.calque.messages.billing.StripeCreateSubscription;
import org.calque.messages.billing.StripeCustomer;
import org.calque.messages.billing.StripeDeleteSource;
import org.calque.messages.billing.StripeGetCharges;
import org.calque.messages.billing.StripeGetCoupon;
import org.calque.messages.billing.StripeGetCustomer;
import org.calque.messages.billing.StripeGetInvoices;
import org.calque.messages.billing.StripeGetSubscriptions;
import org.calque.messages.billing.StripePlans;
import org.calque.messages.billing.StripeSetDefaultSource;
import org.calque.messages.billing.StripeUpdateSource;
import org.calque.messages.billing.StripeUpdateSubscription;
import org.calque.messages.copies.CopyPathBetweenProjects;
import org.calque.messages.copies.CopyPathDelete;
import org.calque.messages.copies.CopyPathStatus;
import org.calque.messages.copies.CopyPublicPathBetweenProjects;
import org.calque.messages.files.PublicGetDirectoryListing;
import org.calque.messages.files.PublicGetTextFile;
import org.calque.messages.gateway.Ping;
import org.calque.messages.projects.AddCollaborator;
import org.calque.messages.projects.AddLicenseToProject;
import org.calque.messages.projects.CreateProject;
import org.calque.messages.projects.DisconnectFromProject;
import org.calque.messages.projects.InviteCollaborator;
import org.calque.messages.projects.InviteNoncloudCollaborators;
import org.calque.messages.projects.JupyterExecute;
import org.calque.messages.projects.JupyterKernels;
import org.calque.messages.projects.JupyterStartPool;
import org.calque.messages.projects.ProjectExec;
import org.calque.messages.projects.ReadTextFileFromProject;
import org.calque.messages.projects.RemoveCollaborator;
import org.calque.messages.projects.RemoveLicenseFromProject;
import org.calque.messages.projects.TouchProject;
import org.calque.messages.projects.WriteTextFileToProject;
import org.calque.messages.query.Query;

/// Every event of API v1 that can be called, who answers it, and what it asks for.
///
/// The constant is the wire name in upper case. What is not here is refused by the gateway: in the words for a declared
/// message that is not part of the HTTP API when [NotCallable] knows it, else as unknown.
public enum Event {
    PING(Service.GATEWAY, Scope.OPEN, Ping.class, Key.MAY_BE_BLANK),
    CREATE_ACCOUNT(Service.ACCOUNTS, Scope.ADMIN, CreateAccount.class),
    FORGOT_PASSWORD(Service.ACCOUNTS, Scope.OPEN, ForgotPassword.class),
    RESET_FORGOT_PASSWORD(Service.ACCOUNTS, Scope.OPEN, ResetForgotPassword.class),
    LOG_CLIENT_ERROR(Service.ACCOUNTS, Scope.WRITE, LogClientError.class),
    USER_AUTH(Service.ACCOUNTS, Scope.OWNER, UserAuth.class),
    REVOKE_AUTH_TOKEN(Service.ACCOUNTS, Scope.ADMIN, RevokeAuthToken.class),
    DELETE_ACCOUNT(Service.ACCOUNTS, Scope.ADMIN, DeleteAccount.class),
    CHANGE_PASSWORD(Service.ACCOUNTS, Scope.OWNER, ChangePassword.class),
    CHANGE_EMAIL_ADDRESS(Service.ACCOUNTS, Scope.OWNER, ChangeEmailAddress.class),
    UNLINK_PASSPORT(Service.ACCOUNTS, Scope.OWNER, UnlinkPassport.class),
    USER_SEARCH(Service.ACCOUNTS, Scope.OPEN, UserSearch.class, Key.MAY_BE_BLANK),
    GET_USERNAMES(Service.ACCOUNTS, Scope.OPEN, GetUsernames.class, Key.MAY_BE_BLANK),
    CREATE_PROJECT(Service.PROJECTS, Scope.WRITE, CreateProject.class),
    PROJECT_EXEC(Service.PROJECTS, Scope.EXEC, ProjectExec.class),
    READ_TEXT_FILE_FROM_PROJECT(Service.PROJECTS, Scope.READ, ReadTextFileFromProject.class),
    WRITE_TEXT_FILE_TO_PROJECT(Service.PROJECTS, Scope.WRITE, WriteTextFileToProject.class),
    TOUCH_PROJECT(Service.PROJECTS, Scope.EXEC, TouchProject.class),
    INVITE_COLLABORATOR(Service.PROJECTS, Scope.WRITE, InviteCollaborator.class),
    INVITE_NONCLOUD_COLLABORATORS(Service.PROJECTS, Scope.WRITE, InviteNoncloudCollaborators.class),
    ADD_COLLABORATOR(Service.PROJECTS, Scope.WRITE, AddCollaborator.class),
    REMOVE_COLLABORATOR(Service.PROJECTS, Scope.WRITE, RemoveCollaborator.class),
    ADD_LICENSE_TO_PROJECT(Service.PROJECTS, Scope.WRITE, AddLicenseToProject.class),
    REMOVE_LICENSE_FROM_PROJECT(Service.PROJECTS, Scope.WRITE, RemoveLicenseFromProject.class),
    PUBLIC_GET_DIRECTORY_LISTING(Service.PROJECTS, Scope.OPEN, PublicGetDirectoryListing.class, Key.MAY_BE_BLANK),
    PUBLIC_GET_TEXT_FILE(Service.PROJECTS, Scope.OPEN, PublicGetTextFile.class, Key.MAY_BE_BLANK),
    DISCONNECT_FROM_PROJECT(Service.PROJECTS, Scope.EXEC, DisconnectFromProject.class),
    JUPYTER_EXECUTE(Service.PROJECTS, Scope.EXEC, JupyterExecute.class),
    JUPYTER_KERNELS(Service.PROJECTS, Scope.READ, JupyterKernels.class),
    JUPYTER_START_POOL(Service.PROJECTS, Scope.EXEC, JupyterStartPool.class),
    COPY_PATH_BETWEEN_PROJECTS(Service.COPY, Scope.WRITE, CopyPathBetweenProjects.class),
    COPY_PUBLIC_PATH_BETWEEN_PROJECTS(Service.COPY, Scope.WRITE, CopyPublicPathBetweenProjects.class),
    COPY_PATH_STATUS(Service.COPY, Scope.READ, CopyPathStatus.class),
    COPY_PATH_DELETE(Service.COPY, Scope.WRITE, CopyPathDelete.class),
    QUERY(Service.QUERY, Scope.READ, Query.class),
    STRIPE_GET_CUSTOMER(Service.BILLING, Scope.READ, StripeGetCustomer.class),
    STRIPE_CREATE_SOURCE(Service.BILLING, Scope.WRITE, StripeCreateSource.class),
    STRIPE_DELETE_SOURCE(Service.BILLING, Scope.WRITE, StripeDeleteSource.class),
    STRIPE_SET_DEFAULT_SOURCE(Service.BILLING, Scope.WRITE, StripeSetDefaultSource.class),
    STRIPE_UPDATE_SOURCE(Service.BILLING, Scope.WRITE, StripeUpdateSource.class),
    STRIPE_CREATE_SUBSCRIPTION(Service.BILLING, Scope.WRITE, StripeCreateSubscription.class),
    STRIPE_CANCEL_SUBSCRIPTION(Service.BILLING, Scope.WRITE, StripeCancelSubscription.class),
    STRIPE_UPDATE_SUBSCRIPTION(Service.BILLING, Scope.WRITE, StripeUpdateSubscription.class),
    STRIPE_GET_SUBSCRIPTIONS(Service.BILLING, Scope.READ, StripeGetSubscriptions.class),
    STRIPE_GET_COUPON(Service.BILLING, Scope.READ, StripeGetCoupon.class),
    STRIPE_GET_CHARGES(Service.BILLING, Scope.READ, StripeGetCharges.class),
    STRIPE_GET_INVOICES(Service.BILLING, Scope.READ, StripeGetInvoices.class),
    GET_AVAILABLE_UPGRADES(Service.BILLING, Scope.READ, GetAvailableUpgrades.class),
    PURCHASE_LICENSE(Service.BILLING, Scope.WRITE, PurchaseLicense.class),
    CHATGPT(Service.ASSISTANT, Scope.WRITE, Chatgpt.class),
    OPENAI_EMBEDDINGS_SEARCH(Service.ASSISTANT, Scope.READ, OpenaiEmbeddingsSearch.class),
    OPENAI_EMBEDDINGS_SAVE(Service.ASSISTANT, Scope.WRITE, OpenaiEmbeddingsSave.class),
    OPENAI_EMBEDDINGS_REMOVE(Service.ASSISTANT, Scope.WRITE, OpenaiEmbeddingsRemove.class),
    STRIPE_CUSTOMER(Service.NOBODY, Scope.READ, StripeCustomer.class),
    STRIPE_PLANS(Service.NOBODY, Scope.READ, StripePlans.class);

    private static final Map<String, Event> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Event::wireName, Function.identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final Service owner;
    private final Scope scope;
    private final Class<? extends Request> request;
    private final Key key;

    private enum Key {
        NEEDED,
        MAY_BE_BLANK
    }

    Event(Service owner, Scope scope, Class<? extends Request> request) {
        this(owner, scope, request, Key.NEEDED);
    }

    Event(Service owner, Scope scope, Class<? extends Request> request, Key key) {
        this.owner = owner;
        this.scope = scope;
        this.request = request;
        this.key = key;
    }

    /// The event of this name, if it can be called.
    public static Optional<Event> named(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    /// All events that this service answers.
    public static List<Event> answeredBy(Service owner) {
        return Arrays.stream(values()).filter(it -> it.owner == owner).toList();
    }

    /// Its name in the path and in replies, such as `project_exec`.
    public String wireName() {
        return wireName;
    }

    /// The service that answers it.
    public Service owner() {
        return owner;
    }

    /// What a limited API key must allow for this call.
    public Scope scope() {
        return scope;
    }

    /// The record of its options.
    public Class<? extends Request> request() {
        return request;
    }

    /// What it asks for, option by option.
    public Options options() {
        return Options.of(request);
    }

    /// Whether a blank key may call it. A key that is given must be valid all the same.
    public boolean blankKeyAllowed() {
        return key == Key.MAY_BE_BLANK;
    }
}
