package org.calque.messages;

import static org.calque.messages.FunctionRow.hub;
import static org.calque.messages.FunctionRow.project;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.calque.messages.accounts.AccountsGetNames;
import org.calque.messages.accounts.AccountsSendVerificationEmail;
import org.calque.messages.accounts.ApiKeys;
import org.calque.messages.accounts.Customize;
import org.calque.messages.accounts.LogClientError;
import org.calque.messages.accounts.MessagesGet;
import org.calque.messages.accounts.MessagesSend;
import org.calque.messages.accounts.RevokeAuthToken;
import org.calque.messages.accounts.UserAuth;
import org.calque.messages.accounts.UserSearch;
import org.calque.messages.admin.AdminResetPassword;
import org.calque.messages.bridge.DbFileUseTimes;
import org.calque.messages.bridge.DbGetLegacyTimeTravelInfo;
import org.calque.messages.bridge.DbTouch;
import org.calque.messages.bridge.EditorNewFile;
import org.calque.messages.bridge.NotDone;
import org.calque.messages.bridge.NotNeeded;
import org.calque.messages.bridge.OrgAddAdmin;
import org.calque.messages.bridge.OrgAddUser;
import org.calque.messages.bridge.OrgCreate;
import org.calque.messages.bridge.OrgCreateToken;
import org.calque.messages.bridge.OrgCreateUser;
import org.calque.messages.bridge.OrgExpireToken;
import org.calque.messages.bridge.OrgGet;
import org.calque.messages.bridge.OrgGetAll;
import org.calque.messages.bridge.OrgGetUsers;
import org.calque.messages.bridge.OrgMessage;
import org.calque.messages.bridge.OrgRemoveAdmin;
import org.calque.messages.bridge.OrgRemoveUser;
import org.calque.messages.bridge.OrgSet;
import org.calque.messages.bridge.ProjectCanonicalPaths;
import org.calque.messages.bridge.ProjectConfiguration;
import org.calque.messages.bridge.ProjectDeleteFiles;
import org.calque.messages.bridge.ProjectListing;
import org.calque.messages.bridge.ProjectMoveFiles;
import org.calque.messages.bridge.ProjectPong;
import org.calque.messages.bridge.ProjectRealpath;
import org.calque.messages.bridge.ProjectSignal;
import org.calque.messages.bridge.ProjectTest;
import org.calque.messages.bridge.ProjectVersion;
import org.calque.messages.bridge.ProjectsSetQuotas;
import org.calque.messages.bridge.ProjectsState;
import org.calque.messages.bridge.ProjectsStatus;
import org.calque.messages.bridge.PurchasesGetBalance;
import org.calque.messages.bridge.PurchasesGetMinBalance;
import org.calque.messages.bridge.SyncHistory;
import org.calque.messages.bridge.SystemPing;
import org.calque.messages.bridge.SystemTest;
import org.calque.messages.copies.ProjectsCopyPath;
import org.calque.messages.files.ProjectsFilesMove;
import org.calque.messages.projects.AddCollaborator;
import org.calque.messages.projects.Exec;
import org.calque.messages.projects.InviteCollaborator;
import org.calque.messages.projects.InviteNoncloudCollaborators;
import org.calque.messages.projects.JupyterExecute;
import org.calque.messages.projects.JupyterKernels;
import org.calque.messages.projects.ProjectsCollaboratorsChangeUserType;
import org.calque.messages.projects.ProjectsCollaboratorsRemove;
import org.calque.messages.projects.ProjectsCreate;
import org.calque.messages.projects.ProjectsDelete;
import org.calque.messages.projects.ProjectsStart;
import org.calque.messages.projects.ProjectsStop;
import org.calque.messages.projects.ProjectsTouch;
import org.calque.messages.projects.ProjectsWriteTextFile;
import org.calque.messages.projects.ReadTextFileFromProject;
import org.calque.messages.query.Query;

/// Every function of the bridge, which operation is behind it, and how a call becomes that operation's request and its
/// reply the call's answer. What is not here is unknown: the table is closed.
///
/// An operation that API v1 or v2 has is the same one here, with the same handler. Those of
/// `org.calque.messages.bridge` can be reached by the bridge alone.
public enum Function {
    HUB_SYSTEM_PING(hub("system.ping", Service.GATEWAY, Scope.OPEN, SystemPing.class)),
    HUB_SYSTEM_TEST(hub("system.test", Service.ACCOUNTS, Scope.SELF, SystemTest.class)),
    HUB_SYSTEM_GET_CUSTOMIZE(hub("system.getCustomize", Service.ACCOUNTS, Scope.OPEN, Customize.class)
            .at("fields")),
    HUB_SYSTEM_GET_NAMES(hub("system.getNames", Service.ACCOUNTS, Scope.READ, AccountsGetNames.class)
            .at("account_ids")
            .answering("names")),
    HUB_SYSTEM_USER_SEARCH(hub("system.userSearch", Service.ACCOUNTS, Scope.OPEN, UserSearch.class)
            .answering("results")
            .saying("Must be an admin to do admin search.", "must be logged in and a member of the admin group")),
    HUB_SYSTEM_MANAGE_API_KEYS(hub("system.manageApiKeys", Service.ACCOUNTS, Scope.SELF, ApiKeys.class)
            .answering("response")),
    HUB_SYSTEM_GENERATE_USER_AUTH_TOKEN(
            hub("system.generateUserAuthToken", Service.ACCOUNTS, Scope.OWNER, UserAuth.class)
                    .renaming("user_account_id", "account_id")
                    .filling("password", "")
                    .answering("auth_token")),
    HUB_SYSTEM_REVOKE_USER_AUTH_TOKEN(
            hub("system.revokeUserAuthToken", Service.ACCOUNTS, Scope.ADMIN, RevokeAuthToken.class)
                    .at("auth_token")
                    .answeringNothing()),
    HUB_SYSTEM_ADMIN_RESET_PASSWORD_LINK(
            hub("system.adminResetPasswordLink", Service.ACCOUNTS, Scope.OWNER, AdminResetPassword.class)
                    .renaming("user_account_id", "account_id")
                    .answeringPathOf("link")
                    .saying("must be an admin", "only admins can reset passwords")),
    HUB_SYSTEM_SEND_EMAIL_VERIFICATION(
            hub("system.sendEmailVerification", Service.ACCOUNTS, Scope.WRITE, AccountsSendVerificationEmail.class)
                    .answeringNothing()),
    HUB_SYSTEM_LOG_CLIENT_ERROR(hub("system.logClientError", Service.ACCOUNTS, Scope.WRITE, LogClientError.class)
            .answeringNothing()),
    HUB_SYSTEM_DELETE_PASSPORT(notOffered("system.deletePassport")),
    HUB_SYSTEM_USER_TRACKING(notNeeded(Face.HUB, "system.userTracking")),
    HUB_SYSTEM_WEBAPP_ERROR(notNeeded(Face.HUB, "system.webappError")),
    HUB_SYSTEM_ADMIN_SALESLOFT_SYNC(notNeeded(Face.HUB, "system.adminSalesloftSync")),
    HUB_SYSTEM_USER_SALESLOFT_SYNC(notNeeded(Face.HUB, "system.userSalesloftSync")),
    HUB_SYSTEM_TERMINATE(notOffered("system.terminate")),

    HUB_PROJECTS_CREATE_PROJECT(hub("projects.createProject", Service.PROJECTS, Scope.WRITE, ProjectsCreate.class)
            .answering("project_id")),
    HUB_PROJECTS_COPY_PATH_BETWEEN_PROJECTS(
            hub("projects.copyPathBetweenProjects", Service.COPY, Scope.WRITE, ProjectsCopyPath.class)
                    .renaming("src_path", "path")
                    .taking("target_project_id", "src_project_id")
                    .answeringNothing()
                    .saying("user must be collaborator on source project", "must be a collaborator on source project")
                    .saying("user must be collaborator on target project", "must be a collaborator on target project")),
    HUB_PROJECTS_ADD_COLLABORATOR(hub("projects.addCollaborator", Service.PROJECTS, Scope.WRITE, AddCollaborator.class)
            .inOpts()
            .repeating("project_id")),
    HUB_PROJECTS_REMOVE_COLLABORATOR(
            hub("projects.removeCollaborator", Service.PROJECTS, Scope.WRITE, ProjectsCollaboratorsRemove.class)
                    .inOpts()
                    .answeringNothing()),
    HUB_PROJECTS_INVITE_COLLABORATOR(
            hub("projects.inviteCollaborator", Service.PROJECTS, Scope.WRITE, InviteCollaborator.class)
                    .inOpts()
                    .answeringNothing()),
    HUB_PROJECTS_INVITE_COLLABORATOR_WITHOUT_ACCOUNT(hub(
                    "projects.inviteCollaboratorWithoutAccount",
                    Service.PROJECTS,
                    Scope.WRITE,
                    InviteNoncloudCollaborators.class)
            .inOpts()
            .answeringNothing()),
    HUB_PROJECTS_CHANGE_USER_TYPE(
            hub("projects.changeUserType", Service.PROJECTS, Scope.WRITE, ProjectsCollaboratorsChangeUserType.class)
                    .inOpts()
                    .answeringNothing()),
    HUB_PROJECTS_SET_QUOTAS(hub("projects.setQuotas", Service.PROJECTS, Scope.ADMIN, ProjectsSetQuotas.class)
            .answeringNothing()),
    HUB_PROJECTS_START(hub("projects.start", Service.PROJECTS, Scope.EXEC, ProjectsStart.class)
            .answeringNothing()
            .saying("must be collaborator on project to start it", "must be a collaborator to start project")),
    HUB_PROJECTS_STOP(hub("projects.stop", Service.PROJECTS, Scope.EXEC, ProjectsStop.class)
            .answeringNothing()
            .saying("must be collaborator on project to stop it", "must be a collaborator to stop project")),
    HUB_PROJECTS_TOUCH(hub("projects.touch", Service.PROJECTS, Scope.EXEC, ProjectsTouch.class)
            .answeringNothing()
            .saying("must be collaborator on project to touch it", "must be a collaborator to stop project")),
    HUB_PROJECTS_DELETE_PROJECT(hub("projects.deleteProject", Service.PROJECTS, Scope.WRITE, ProjectsDelete.class)
            .answeringNothing()),
    HUB_PROJECTS_STATE(hub("projects.state", Service.PROJECTS, Scope.READ, ProjectsState.class)),
    HUB_PROJECTS_STATUS(hub("projects.status", Service.PROJECTS, Scope.READ, ProjectsStatus.class)),

    HUB_DB_USER_QUERY(
            hub("db.userQuery", Service.QUERY, Scope.READ, Query.class).answering("query")),
    HUB_DB_TOUCH(hub("db.touch", Service.PROJECTS, Scope.WRITE, DbTouch.class).answeringNothing()),
    HUB_DB_FILE_USE_TIMES(hub("db.fileUseTimes", Service.PROJECTS, Scope.READ, DbFileUseTimes.class)),
    HUB_DB_GET_LEGACY_TIME_TRAVEL_INFO(
            hub("db.getLegacyTimeTravelInfo", Service.PROJECTS, Scope.READ, DbGetLegacyTimeTravelInfo.class)),
    HUB_DB_GET_LEGACY_TIME_TRAVEL_PATCHES(notOffered("db.getLegacyTimeTravelPatches")),
    HUB_DB_REMOVE_BLOB_TTLS(notNeeded(Face.HUB, "db.removeBlobTtls")),

    HUB_PURCHASES_GET_BALANCE(hub("purchases.getBalance", Service.BILLING, Scope.READ, PurchasesGetBalance.class)),
    HUB_PURCHASES_GET_MIN_BALANCE(
            hub("purchases.getMinBalance", Service.BILLING, Scope.READ, PurchasesGetMinBalance.class)),

    HUB_MESSAGES_SEND(hub("messages.send", Service.ACCOUNTS, Scope.WRITE, MessagesSend.class)
            .answering("id")),
    HUB_MESSAGES_GET(
            hub("messages.get", Service.ACCOUNTS, Scope.READ, MessagesGet.class).answering("messages")),

    HUB_JUPYTER_KERNELS(hub("jupyter.kernels", Service.PROJECTS, Scope.READ, JupyterKernels.class)
            .answering("kernels")),
    HUB_JUPYTER_EXECUTE(hub("jupyter.execute", Service.PROJECTS, Scope.EXEC, JupyterExecute.class)),
    HUB_SYNC_HISTORY(hub("sync.history", Service.PROJECTS, Scope.READ, SyncHistory.class)),

    HUB_ORG_GET_ALL(hub("org.getAll", Service.ACCOUNTS, Scope.ADMIN, OrgGetAll.class)),
    HUB_ORG_CREATE(hub("org.create", Service.ACCOUNTS, Scope.ADMIN, OrgCreate.class)),
    HUB_ORG_GET(hub("org.get", Service.ACCOUNTS, Scope.ADMIN, OrgGet.class)),
    HUB_ORG_SET(hub("org.set", Service.ACCOUNTS, Scope.ADMIN, OrgSet.class)),
    HUB_ORG_ADD_USER(hub("org.addUser", Service.ACCOUNTS, Scope.ADMIN, OrgAddUser.class)),
    HUB_ORG_ADD_ADMIN(hub("org.addAdmin", Service.ACCOUNTS, Scope.OWNER, OrgAddAdmin.class)),
    HUB_ORG_CREATE_USER(hub("org.createUser", Service.ACCOUNTS, Scope.ADMIN, OrgCreateUser.class)),
    HUB_ORG_CREATE_TOKEN(hub("org.createToken", Service.ACCOUNTS, Scope.OWNER, OrgCreateToken.class)),
    HUB_ORG_EXPIRE_TOKEN(hub("org.expireToken", Service.ACCOUNTS, Scope.ADMIN, OrgExpireToken.class)),
    HUB_ORG_GET_USERS(hub("org.getUsers", Service.ACCOUNTS, Scope.ADMIN, OrgGetUsers.class)),
    HUB_ORG_REMOVE_USER(hub("org.removeUser", Service.ACCOUNTS, Scope.ADMIN, OrgRemoveUser.class)),
    HUB_ORG_REMOVE_ADMIN(hub("org.removeAdmin", Service.ACCOUNTS, Scope.ADMIN, OrgRemoveAdmin.class)),
    HUB_ORG_MESSAGE(hub("org.message", Service.ACCOUNTS, Scope.WRITE, OrgMessage.class)),

    PROJECT_PING(project("ping", Scope.EXEC, ProjectPong.class)),
    PROJECT_SYSTEM_PING(project("system.ping", Scope.EXEC, SystemPing.class)),
    PROJECT_SYSTEM_TEST(project("system.test", Scope.EXEC, ProjectTest.class)),
    PROJECT_SYSTEM_VERSION(project("system.version", Scope.EXEC, ProjectVersion.class)),
    PROJECT_SYSTEM_EXEC(project("system.exec", Scope.EXEC, Exec.class).renaming("cwd", "path")),
    PROJECT_SYSTEM_SIGNAL(
            project("system.signal", Scope.EXEC, ProjectSignal.class).answeringNothing()),
    PROJECT_SYSTEM_CONFIGURATION(project("system.configuration", Scope.EXEC, ProjectConfiguration.class)
            .at("aspect", "no_cache")),
    PROJECT_SYSTEM_LISTING(project("system.listing", Scope.READ, ProjectListing.class)),
    PROJECT_SYSTEM_DELETE_FILES(
            project("system.deleteFiles", Scope.WRITE, ProjectDeleteFiles.class).answeringNothing()),
    PROJECT_SYSTEM_MOVE_FILES(
            project("system.moveFiles", Scope.WRITE, ProjectMoveFiles.class).answeringNothing()),
    PROJECT_SYSTEM_RENAME_FILE(project("system.renameFile", Scope.WRITE, ProjectsFilesMove.class)
            .renaming("src", "path")
            .renaming("dest", "target")
            .answeringNothing()
            .saying("src must be specified", "path must be specified")
            .saying("dest must be specified", "target must be specified")),
    PROJECT_SYSTEM_REALPATH(
            project("system.realpath", Scope.READ, ProjectRealpath.class).at("path")),
    PROJECT_SYSTEM_CANONICAL_PATHS(project("system.canonicalPaths", Scope.READ, ProjectCanonicalPaths.class)
            .at("paths")),
    PROJECT_SYSTEM_WRITE_TEXT_FILE_TO_PROJECT(
            project("system.writeTextFileToProject", Scope.WRITE, ProjectsWriteTextFile.class)
                    .answeringNothing()),
    PROJECT_SYSTEM_READ_TEXT_FILE_FROM_PROJECT(
            project("system.readTextFileFromProject", Scope.READ, ReadTextFileFromProject.class)
                    .answering("content")),
    PROJECT_SYSTEM_JUPYTER_EXECUTE(
            project("system.jupyterExecute", Scope.EXEC, JupyterExecute.class).answering("output")),
    PROJECT_SYSTEM_LIST_JUPYTER_KERNELS(notOfferedByProjects("system.listJupyterKernels")),
    PROJECT_SYSTEM_STOP_JUPYTER_KERNEL(notOfferedByProjects("system.stopJupyterKernel")),
    PROJECT_SYSTEM_TERMINATE(notOfferedByProjects("system.terminate")),
    PROJECT_EDITOR_NEW_FILE(project("editor.newFile", Scope.WRITE, EditorNewFile.class)
            .at("path")
            .answeringNothing()),
    PROJECT_EDITOR_JUPYTER_KERNELS(
            project("editor.jupyterKernels", Scope.READ, JupyterKernels.class).answering("kernels")),
    PROJECT_EDITOR_JUPYTER_STRIP_NOTEBOOK(notOfferedByProjects("editor.jupyterStripNotebook")),
    PROJECT_EDITOR_JUPYTER_NBCONVERT(notOfferedByProjects("editor.jupyterNbconvert")),
    PROJECT_EDITOR_JUPYTER_RUN_NOTEBOOK(notOfferedByProjects("editor.jupyterRunNotebook")),
    PROJECT_EDITOR_JUPYTER_KERNEL_LOGO(notOfferedByProjects("editor.jupyterKernelLogo")),
    PROJECT_EDITOR_FORMATTER_STRING(notOfferedByProjects("editor.formatterString")),
    PROJECT_EDITOR_PRINT_SAGE_WS(notOfferedByProjects("editor.printSageWS")),
    PROJECT_EDITOR_CREATE_TERMINAL_SERVICE(notOfferedByProjects("editor.createTerminalService")),
    PROJECT_SYNC_CLOSE(notNeeded(Face.PROJECT, "sync.close"));

    private static final Map<Face, Map<String, Function>> BY_NAME = Arrays.stream(values())
            .collect(Collectors.groupingBy(
                    Function::face, Collectors.toUnmodifiableMap(Function::wireName, function -> function)));

    private final FunctionRow row;

    Function(FunctionRow row) {
        this.row = row;
    }

    private static FunctionRow notOffered(String name) {
        return hub(name, Service.NOBODY, Scope.OPEN, NotDone.class);
    }

    private static FunctionRow notOfferedByProjects(String name) {
        return new FunctionRow(
                Face.PROJECT,
                name,
                Service.NOBODY,
                Scope.OPEN,
                NotDone.class,
                Arguments.OBJECT,
                new Answer.Whole(),
                Map.of());
    }

    private static FunctionRow notNeeded(Face face, String name) {
        return new FunctionRow(
                face,
                name,
                Service.NOBODY,
                Scope.OPEN,
                NotNeeded.class,
                Arguments.OBJECT,
                new Answer.Nothing(),
                Map.of());
    }

    /// The function of this name, if there is one at this endpoint.
    public static Optional<Function> named(Face face, String name) {
        return Optional.ofNullable(BY_NAME.get(face).get(name));
    }

    /// All functions that this service answers.
    public static List<Function> answeredBy(Service owner) {
        return Arrays.stream(values()).filter(it -> it.owner() == owner).toList();
    }

    /// The endpoint that it belongs to.
    public Face face() {
        return row.face();
    }

    /// Its name in calls, such as `projects.createProject`. Its owner answers it at `/functions/<face>/<name>`.
    public String wireName() {
        return row.name();
    }

    /// The service that answers it; [Service#NOBODY] when there is nothing to be asked.
    public Service owner() {
        return row.owner();
    }

    /// What a limited API key must allow for this call.
    public Scope scope() {
        return row.scope();
    }

    /// The record of its fields.
    public Class<? extends Request> request() {
        return row.request();
    }

    /// What it takes, field by field.
    public Options options() {
        return Options.of(row.request());
    }

    /// How the list of arguments becomes the fields.
    public Arguments arguments() {
        return row.arguments();
    }

    /// What of the reply is answered.
    public Answer answer() {
        return row.answer();
    }

    /// Whether this server can do it at all.
    public boolean isOffered() {
        return row.request() != NotDone.class;
    }

    /// A refusal of the operation, in the words of this function.
    public String worded(String refusal) {
        return row.words().getOrDefault(refusal, refusal);
    }
}
