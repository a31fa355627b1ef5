package org.calque.messages;

import java.util.Set;

/// Messages that are declared but cannot be called over HTTP: replies, and what browsers and projects say to a server.
/// They are known by name, so that they are refused as such and not as unknown.
public final class NotCallable {
    private static final Set<String> NAMES = Set.of(
            "start_session",
            "session_started",
            "output",
            "execute_javascript",
            "account_created",
            "account_creation_failed",
            "account_deleted",
            "sign_in",
            "remember_me_failed",
            "sign_in_failed",
            "signed_in",
            "sign_out",
            "signed_out",
            "error",
            "success",
            "reconnect",
            "cookies",
            "open_project",
            "project_opened",
            "project_exec_output",
            "named_server_port",
            "read_file_from_project",
            "file_read_from_project",
            "text_file_read_from_project",
            "write_file_to_project",
            "file_written_to_project",
            "user_search_results",
            "project_users",
            "version",
            "save_blob",
            "projects_running_on_server",
            "local_hub",
            "copy_path_between_projects_response",
            "copy_path_status_response",
            "print_to_pdf",
            "printed_to_pdf",
            "heartbeat",
            "pong",
            "webapp_error",
            "stripe_subscriptions",
            "stripe_coupon",
            "stripe_charges",
            "stripe_invoices",
            "stripe_admin_create_invoice_item",
            "query_cancel",
            "api_key",
            "api_key_info",
            "api_keys",
            "api_keys_response",
            "available_upgrades",
            "remove_all_upgrades",
            "sagews_execute_code",
            "sagews_output",
            "sagews_output_ack",
            "sagews_interrupt",
            "sagews_quit",
            "sagews_start",
            "user_tracking",
            "purchase_license_resp",
            "chatgpt_response",
            "openai_embeddings_search_response",
            "openai_embeddings_save_response",
            "openai_embeddings_remove_response",
            "jupyter_execute_response",
            "user_auth_token",
            "project_created",
            "changed_email_address",
            "usernames");

    private NotCallable() {}

    public static boolean isDeclared(String name) {
        return NAMES.contains(name);
    }

    /// All their names.
    public static Set<String> names() {
        return NAMES;
    }
}
