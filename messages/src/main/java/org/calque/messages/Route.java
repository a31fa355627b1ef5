package org.calque.messages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.calque.messages.accounts.AccountsBan;
import org.calque.messages.accounts.AccountsDelete;
import org.calque.messages.accounts.AccountsGetEmailAddress;
import org.calque.messages.accounts.AccountsGetNames;
import org.calque.messages.accounts.AccountsProfile;
import org.calque.messages.accounts.AccountsRemoveBan;
import org.calque.messages.accounts.AccountsSearch;
import org.calque.messages.accounts.AccountsSendVerificationEmail;
import org.calque.messages.accounts.AccountsSetEmailAddress;
import org.calque.messages.accounts.AccountsSetName;
import org.calque.messages.accounts.AccountsSetPassword;
import org.calque.messages.accounts.AccountsSignOut;
import org.calque.messages.accounts.AdminMails;
import org.calque.messages.accounts.AdminRegistrationTokens;
import org.calque.messages.accounts.ApiKeys;
import org.calque.messages.accounts.AuthEphemeral;
import org.calque.messages.accounts.AuthHasPassword;
import org.calque.messages.accounts.AuthPasswordReset;
import org.calque.messages.accounts.AuthPasswordStrength;
import org.calque.messages.accounts.AuthRedeemPasswordReset;
import org.calque.messages.accounts.AuthRedeemVerifyEmail;
import org.calque.messages.accounts.AuthRequiresToken;
import org.calque.messages.accounts.AuthSignIn;
import org.calque.messages.accounts.AuthSignUp;
import org.calque.messages.accounts.AuthSsoStrategies;
import org.calque.messages.accounts.AuthUnlinkStrategy;
import org.calque.messages.accounts.BookmarksAdd;
import org.calque.messages.accounts.BookmarksGet;
import org.calque.messages.accounts.BookmarksRemove;
import org.calque.messages.accounts.BookmarksSet;
import org.calque.messages.accounts.Customize;
import org.calque.messages.accounts.MessagesGet;
import org.calque.messages.accounts.MessagesSend;
import org.calque.messages.accounts.NewsEdit;
import org.calque.messages.accounts.NewsList;
import org.calque.messages.accounts.SupportCreateTicket;
import org.calque.messages.accounts.SupportTickets;
import org.calque.messages.admin.AdminAccounts;
import org.calque.messages.admin.AdminAudit;
import org.calque.messages.admin.AdminAuditVerify;
import org.calque.messages.admin.AdminKeys;
import org.calque.messages.admin.AdminResetPassword;
import org.calque.messages.admin.AdminSetGroups;
import org.calque.messages.copies.CopiesCancel;
import org.calque.messages.copies.CopiesGroupsCancel;
import org.calque.messages.copies.CopiesGroupsCreate;
import org.calque.messages.copies.CopiesGroupsGet;
import org.calque.messages.copies.CopiesGroupsRetry;
import org.calque.messages.copies.CopiesPreview;
import org.calque.messages.copies.CopiesSchedulesCreate;
import org.calque.messages.copies.CopiesSchedulesEnd;
import org.calque.messages.copies.CopiesSchedulesGet;
import org.calque.messages.copies.CopiesSchedulesList;
import org.calque.messages.copies.CopiesSchedulesPause;
import org.calque.messages.copies.CopiesSchedulesResume;
import org.calque.messages.copies.CopiesWebhooksCreate;
import org.calque.messages.copies.CopiesWebhooksDelete;
import org.calque.messages.copies.CopiesWebhooksDeliveries;
import org.calque.messages.copies.CopiesWebhooksList;
import org.calque.messages.copies.CopiesWebhooksRedeliver;
import org.calque.messages.copies.CopiesWebhooksRotate;
import org.calque.messages.copies.ProjectsCopyPath;
import org.calque.messages.copies.ProjectsCopyPathStatus;
import org.calque.messages.files.FileAccess;
import org.calque.messages.files.ProjectsCopyUrl;
import org.calque.messages.files.ProjectsFilenameSearch;
import org.calque.messages.files.ProjectsFilesList;
import org.calque.messages.files.ProjectsFilesMakeFolder;
import org.calque.messages.files.ProjectsFilesMove;
import org.calque.messages.files.ProjectsFilesRemove;
import org.calque.messages.files.ProjectsFilesStat;
import org.calque.messages.files.ProjectsFilesUploadsAbandon;
import org.calque.messages.files.ProjectsFilesUploadsCreate;
import org.calque.messages.files.ProjectsFilesUploadsFinish;
import org.calque.messages.files.ProjectsFilesUploadsGet;
import org.calque.messages.files.ProjectsFilesUploadsList;
import org.calque.messages.projects.Exec;
import org.calque.messages.projects.ExecCancel;
import org.calque.messages.projects.ExecJobs;
import org.calque.messages.projects.ExecSignal;
import org.calque.messages.projects.ExecStdin;
import org.calque.messages.projects.ProjectsCall;
import org.calque.messages.projects.ProjectsCollaboratorsAdd;
import org.calque.messages.projects.ProjectsCollaboratorsChangeUserType;
import org.calque.messages.projects.ProjectsCollaboratorsList;
import org.calque.messages.projects.ProjectsCollaboratorsRemove;
import org.calque.messages.projects.ProjectsCourseSetCourseInfo;
import org.calque.messages.projects.ProjectsCreate;
import org.calque.messages.projects.ProjectsDelete;
import org.calque.messages.projects.ProjectsGet;
import org.calque.messages.projects.ProjectsGetOne;
import org.calque.messages.projects.ProjectsInviteTokens;
import org.calque.messages.projects.ProjectsPublicPathLicense;
import org.calque.messages.projects.ProjectsRestore;
import org.calque.messages.projects.ProjectsSetAdminQuotas;
import org.calque.messages.projects.ProjectsStart;
import org.calque.messages.projects.ProjectsStop;
import org.calque.messages.projects.ProjectsTouch;
import org.calque.messages.projects.ProjectsUpdate;
import org.calque.messages.projects.ProjectsWriteTextFile;
import org.calque.messages.projects.PublicPathsListingCached;
import org.calque.messages.projects.PublicPathsSave;
import org.calque.messages.projects.PublicPathsStar;
import org.calque.messages.projects.PublicPathsUnstar;
import org.calque.messages.query.UserQuery;

/// Every path of API v2 that is served, and who answers it. What is not here is not found: the table is closed.
///
/// Whether nobody may call a path, and in which words a caller is refused, is for its handler to say, since API v2
/// answers even that with status 200 and words of its own for each path.
public enum Route {
    API_KEYS("api-keys", Service.ACCOUNTS, Scope.SELF, ApiKeys.class),
    AUTH_SIGN_UP("auth/sign-up", Service.ACCOUNTS, Scope.OPEN, AuthSignUp.class),
    AUTH_REQUIRES_TOKEN("auth/requires-token", Service.ACCOUNTS, Scope.OPEN, AuthRequiresToken.class),
    AUTH_EPHEMERAL("auth/ephemeral", Service.ACCOUNTS, Scope.OPEN, AuthEphemeral.class),
    AUTH_PASSWORD_RESET("auth/password-reset", Service.ACCOUNTS, Scope.OPEN, AuthPasswordReset.class),
    AUTH_REDEEM_PASSWORD_RESET(
            "auth/redeem-password-reset", Service.ACCOUNTS, Scope.OPEN, AuthRedeemPasswordReset.class),
    AUTH_REDEEM_VERIFY_EMAIL("auth/redeem-verify-email", Service.ACCOUNTS, Scope.OPEN, AuthRedeemVerifyEmail.class),
    ACCOUNTS_SEND_VERIFICATION_EMAIL(
            "accounts/send-verification-email", Service.ACCOUNTS, Scope.WRITE, AccountsSendVerificationEmail.class),
    ADMIN_REGISTRATION_TOKENS(
            "admin/registration-tokens", Service.ACCOUNTS, Scope.ADMIN, AdminRegistrationTokens.class),
    ADMIN_MAILS("admin/mails", Service.ACCOUNTS, Scope.OWNER, AdminMails.class),
    AUTH_SIGN_IN("auth/sign-in", Service.ACCOUNTS, Scope.OPEN, AuthSignIn.class),
    ACCOUNTS_PROFILE("accounts/profile", Service.ACCOUNTS, Scope.READ, AccountsProfile.class),
    ADMIN_ACCOUNTS("admin/accounts", Service.ACCOUNTS, Scope.ADMIN, AdminAccounts.class),
    ADMIN_AUDIT("admin/audit", Service.ACCOUNTS, Scope.ADMIN, AdminAudit.class),
    ADMIN_AUDIT_VERIFY("admin/audit-verify", Service.ACCOUNTS, Scope.ADMIN, AdminAuditVerify.class),
    ADMIN_KEYS("admin/keys", Service.ACCOUNTS, Scope.ADMIN, AdminKeys.class),
    ADMIN_RESET_PASSWORD("admin/reset-password", Service.ACCOUNTS, Scope.OWNER, AdminResetPassword.class),
    ADMIN_SET_GROUPS("admin/set-groups", Service.ACCOUNTS, Scope.OWNER, AdminSetGroups.class),
    ACCOUNTS_SEARCH("accounts/search", Service.ACCOUNTS, Scope.OPEN, AccountsSearch.class),
    ACCOUNTS_GET_NAMES("accounts/get-names", Service.ACCOUNTS, Scope.READ, AccountsGetNames.class),
    ACCOUNTS_SET_NAME("accounts/set-name", Service.ACCOUNTS, Scope.WRITE, AccountsSetName.class),
    ACCOUNTS_SET_EMAIL_ADDRESS(
            "accounts/set-email-address", Service.ACCOUNTS, Scope.OWNER, AccountsSetEmailAddress.class),
    ACCOUNTS_SET_PASSWORD("accounts/set-password", Service.ACCOUNTS, Scope.OWNER, AccountsSetPassword.class),
    ACCOUNTS_SIGN_OUT("accounts/sign-out", Service.ACCOUNTS, Scope.OPEN, AccountsSignOut.class),
    ACCOUNTS_DELETE("accounts/delete", Service.ACCOUNTS, Scope.ADMIN, AccountsDelete.class),
    ACCOUNTS_BAN("accounts/ban", Service.ACCOUNTS, Scope.ADMIN, AccountsBan.class),
    ACCOUNTS_REMOVE_BAN("accounts/remove-ban", Service.ACCOUNTS, Scope.ADMIN, AccountsRemoveBan.class),
    ACCOUNTS_GET_EMAIL_ADDRESS(
            "accounts/get-email-address", Service.ACCOUNTS, Scope.ADMIN, AccountsGetEmailAddress.class),
    AUTH_HAS_PASSWORD("auth/has-password", Service.ACCOUNTS, Scope.READ, AuthHasPassword.class),
    AUTH_SSO_STRATEGIES("auth/sso-strategies", Service.ACCOUNTS, Scope.OPEN, AuthSsoStrategies.class),
    AUTH_UNLINK_STRATEGY("auth/unlink-strategy", Service.ACCOUNTS, Scope.OWNER, AuthUnlinkStrategy.class),
    AUTH_PASSWORD_STRENGTH("auth/password-strength", Service.ACCOUNTS, Scope.OPEN, AuthPasswordStrength.class),
    MESSAGES_SEND("messages/send", Service.ACCOUNTS, Scope.WRITE, MessagesSend.class, new Rate(1, 5, 60)),
    MESSAGES_GET("messages/get", Service.ACCOUNTS, Scope.READ, MessagesGet.class, Rate.USUAL),
    NEWS_LIST("news/list", Service.ACCOUNTS, Scope.OPEN, NewsList.class),
    NEWS_EDIT("news/edit", Service.ACCOUNTS, Scope.ADMIN, NewsEdit.class),
    BOOKMARKS_GET("bookmarks/get", Service.ACCOUNTS, Scope.READ, BookmarksGet.class),
    BOOKMARKS_SET("bookmarks/set", Service.ACCOUNTS, Scope.WRITE, BookmarksSet.class),
    BOOKMARKS_ADD("bookmarks/add", Service.ACCOUNTS, Scope.WRITE, BookmarksAdd.class),
    BOOKMARKS_REMOVE("bookmarks/remove", Service.ACCOUNTS, Scope.WRITE, BookmarksRemove.class),
    SUPPORT_CREATE_TICKET("support/create-ticket", Service.ACCOUNTS, Scope.WRITE, SupportCreateTicket.class),
    SUPPORT_TICKETS("support/tickets", Service.ACCOUNTS, Scope.READ, SupportTickets.class),
    PROJECTS_CREATE("projects/create", Service.PROJECTS, Scope.WRITE, ProjectsCreate.class),
    PROJECTS_GET("projects/get", Service.PROJECTS, Scope.READ, ProjectsGet.class),
    PROJECTS_GET_ONE("projects/get-one", Service.PROJECTS, Scope.WRITE, ProjectsGetOne.class),
    PROJECTS_START("projects/start", Service.PROJECTS, Scope.EXEC, ProjectsStart.class),
    PROJECTS_STOP("projects/stop", Service.PROJECTS, Scope.EXEC, ProjectsStop.class),
    PROJECTS_TOUCH("projects/touch", Service.PROJECTS, Scope.EXEC, ProjectsTouch.class),
    PROJECTS_SET_ADMIN_QUOTAS("projects/set-admin-quotas", Service.PROJECTS, Scope.ADMIN, ProjectsSetAdminQuotas.class),
    PROJECTS_UPDATE("projects/update", Service.PROJECTS, Scope.WRITE, ProjectsUpdate.class),
    PROJECTS_DELETE("projects/delete", Service.PROJECTS, Scope.WRITE, ProjectsDelete.class),
    PROJECTS_RESTORE("projects/restore", Service.PROJECTS, Scope.WRITE, ProjectsRestore.class),
    PROJECTS_WRITE_TEXT_FILE("projects/write-text-file", Service.PROJECTS, Scope.WRITE, ProjectsWriteTextFile.class),
    PROJECTS_CALL("projects/call", Service.PROJECTS, Scope.EXEC, ProjectsCall.class),
    PROJECTS_INVITE_TOKENS("projects/invite-tokens", Service.PROJECTS, Scope.WRITE, ProjectsInviteTokens.class),
    PROJECTS_FILES_LIST("projects/files/list", Service.PROJECTS, Scope.READ, ProjectsFilesList.class),
    PROJECTS_FILES_STAT("projects/files/stat", Service.PROJECTS, Scope.READ, ProjectsFilesStat.class),
    PROJECTS_FILES_MAKE_FOLDER(
            "projects/files/make-folder", Service.PROJECTS, Scope.WRITE, ProjectsFilesMakeFolder.class),
    PROJECTS_FILES_MOVE("projects/files/move", Service.PROJECTS, Scope.WRITE, ProjectsFilesMove.class),
    PROJECTS_FILES_REMOVE("projects/files/remove", Service.PROJECTS, Scope.WRITE, ProjectsFilesRemove.class),
    PROJECTS_FILES_UPLOADS_CREATE(
            "projects/files/uploads/create", Service.PROJECTS, Scope.WRITE, ProjectsFilesUploadsCreate.class),
    PROJECTS_FILES_UPLOADS_GET(
            "projects/files/uploads/get", Service.PROJECTS, Scope.READ, ProjectsFilesUploadsGet.class),
    PROJECTS_FILES_UPLOADS_LIST(
            "projects/files/uploads/list", Service.PROJECTS, Scope.READ, ProjectsFilesUploadsList.class),
    PROJECTS_FILES_UPLOADS_FINISH(
            "projects/files/uploads/finish", Service.PROJECTS, Scope.WRITE, ProjectsFilesUploadsFinish.class),
    PROJECTS_FILES_UPLOADS_ABANDON(
            "projects/files/uploads/abandon", Service.PROJECTS, Scope.WRITE, ProjectsFilesUploadsAbandon.class),
    PROJECTS_COPY_URL("projects/copy-url", Service.PROJECTS, Scope.WRITE, ProjectsCopyUrl.class),
    PROJECTS_FILENAME_SEARCH("projects/filename-search", Service.PROJECTS, Scope.READ, ProjectsFilenameSearch.class),
    FILE_ACCESS("file-access", Service.PROJECTS, Scope.READ, FileAccess.class),
    PROJECTS_COLLABORATORS_ADD(
            "projects/collaborators/add", Service.PROJECTS, Scope.WRITE, ProjectsCollaboratorsAdd.class),
    PROJECTS_COLLABORATORS_REMOVE(
            "projects/collaborators/remove", Service.PROJECTS, Scope.WRITE, ProjectsCollaboratorsRemove.class),
    PROJECTS_COLLABORATORS_LIST(
            "projects/collaborators/list", Service.PROJECTS, Scope.READ, ProjectsCollaboratorsList.class),
    PROJECTS_COLLABORATORS_CHANGE_USER_TYPE(
            "projects/collaborators/change-user-type",
            Service.PROJECTS,
            Scope.WRITE,
            ProjectsCollaboratorsChangeUserType.class),
    PROJECTS_COURSE_SET_COURSE_INFO(
            "projects/course/set-course-info", Service.PROJECTS, Scope.WRITE, ProjectsCourseSetCourseInfo.class),
    PROJECTS_PUBLIC_PATH_LICENSE(
            "projects/public-path-license", Service.PROJECTS, Scope.WRITE, ProjectsPublicPathLicense.class),
    PUBLIC_PATHS_LISTING_CACHED(
            "public-paths/listing-cached", Service.PROJECTS, Scope.OPEN, PublicPathsListingCached.class),
    PUBLIC_PATHS_SAVE("public-paths/save", Service.PROJECTS, Scope.WRITE, PublicPathsSave.class),
    PUBLIC_PATHS_STAR("public-paths/star", Service.PROJECTS, Scope.WRITE, PublicPathsStar.class),
    PUBLIC_PATHS_UNSTAR("public-paths/unstar", Service.PROJECTS, Scope.WRITE, PublicPathsUnstar.class),
    CUSTOMIZE("customize", Service.ACCOUNTS, Scope.OPEN, Customize.class),
    PROJECTS_COPY_PATH("projects/copy-path", Service.COPY, Scope.WRITE, ProjectsCopyPath.class),
    PROJECTS_COPY_PATH_STATUS("projects/copy-path-status", Service.COPY, Scope.READ, ProjectsCopyPathStatus.class),
    COPIES_CANCEL("copies/cancel", Service.COPY, Scope.WRITE, CopiesCancel.class),
    COPIES_PREVIEW("copies/preview", Service.COPY, Scope.READ, CopiesPreview.class),
    COPIES_GROUPS_CREATE("copies/groups/create", Service.COPY, Scope.WRITE, CopiesGroupsCreate.class),
    COPIES_GROUPS_GET("copies/groups/get", Service.COPY, Scope.READ, CopiesGroupsGet.class),
    COPIES_GROUPS_RETRY("copies/groups/retry", Service.COPY, Scope.WRITE, CopiesGroupsRetry.class),
    COPIES_GROUPS_CANCEL("copies/groups/cancel", Service.COPY, Scope.WRITE, CopiesGroupsCancel.class),
    COPIES_SCHEDULES_CREATE("copies/schedules/create", Service.COPY, Scope.WRITE, CopiesSchedulesCreate.class),
    COPIES_SCHEDULES_LIST("copies/schedules/list", Service.COPY, Scope.READ, CopiesSchedulesList.class),
    COPIES_SCHEDULES_GET("copies/schedules/get", Service.COPY, Scope.READ, CopiesSchedulesGet.class),
    COPIES_SCHEDULES_PAUSE("copies/schedules/pause", Service.COPY, Scope.WRITE, CopiesSchedulesPause.class),
    COPIES_SCHEDULES_RESUME("copies/schedules/resume", Service.COPY, Scope.WRITE, CopiesSchedulesResume.class),
    COPIES_SCHEDULES_END("copies/schedules/end", Service.COPY, Scope.WRITE, CopiesSchedulesEnd.class),
    COPIES_WEBHOOKS_CREATE("copies/webhooks/create", Service.COPY, Scope.WRITE, CopiesWebhooksCreate.class),
    COPIES_WEBHOOKS_LIST("copies/webhooks/list", Service.COPY, Scope.READ, CopiesWebhooksList.class),
    COPIES_WEBHOOKS_DELETE("copies/webhooks/delete", Service.COPY, Scope.WRITE, CopiesWebhooksDelete.class),
    COPIES_WEBHOOKS_ROTATE("copies/webhooks/rotate", Service.COPY, Scope.WRITE, CopiesWebhooksRotate.class),
    COPIES_WEBHOOKS_DELIVERIES("copies/webhooks/deliveries", Service.COPY, Scope.READ, CopiesWebhooksDeliveries.class),
    COPIES_WEBHOOKS_REDELIVER("copies/webhooks/redeliver", Service.COPY, Scope.WRITE, CopiesWebhooksRedeliver.class),
    EXEC("exec", Service.PROJECTS, Scope.EXEC, Exec.class),
    EXEC_JOBS("exec/jobs", Service.PROJECTS, Scope.EXEC, ExecJobs.class),
    EXEC_CANCEL("exec/cancel", Service.PROJECTS, Scope.EXEC, ExecCancel.class),
    EXEC_SIGNAL("exec/signal", Service.PROJECTS, Scope.EXEC, ExecSignal.class),
    EXEC_STDIN("exec/stdin", Service.PROJECTS, Scope.EXEC, ExecStdin.class),
    USER_QUERY("user-query", Service.QUERY, Scope.READ, UserQuery.class);

    private static final Map<String, Route> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Route::path, Function.identity()));

    private final String path;
    private final Service owner;
    private final Scope scope;
    private final Class<? extends Request> request;
    private final Rate rate;

    Route(String path, Service owner, Scope scope, Class<? extends Request> request) {
        this(path, owner, scope, request, null);
    }

    Route(String path, Service owner, Scope scope, Class<? extends Request> request, Rate rate) {
        this.path = path;
        this.owner = owner;
        this.scope = scope;
        this.request = request;
        this.rate = rate;
    }

    /// The route of this path below `/api/v2/`.
    public static Optional<Route> at(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    /// All routes that this service answers.
    public static List<Route> answeredBy(Service owner) {
        return Arrays.stream(values()).filter(it -> it.owner == owner).toList();
    }

    /// The path below `/api/v2/`, such as `projects/start`.
    public String path() {
        return path;
    }

    /// The service that answers it.
    public Service owner() {
        return owner;
    }

    /// What a limited API key must allow for this call.
    public Scope scope() {
        return scope;
    }

    /// How often one account may call it, where that is limited. The owner of such a route counts.
    public Optional<Rate> rate() {
        return Optional.ofNullable(rate);
    }

    /// The record of its parameters.
    public Class<? extends Request> request() {
        return request;
    }

    /// What it takes, parameter by parameter.
    public Options options() {
        return Options.of(request);
    }
}
