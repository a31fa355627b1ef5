package org.calque.messages;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Paths of API v2 that clients may know and Calque has nothing behind. They are known by name, so that a client is
/// told
/// what is missing, and not that it has misspelt something.
///
/// A path that gets a [Route] or a [Stream] leaves this table.
public enum NotOffered {
    /// In the contract's words.
    JUPYTER("Jupyter API is not enabled on this server.", "jupyter/execute", "jupyter/kernels"),
    LATEX("this server does not compile LaTeX by this path; run latexmk in the project, by exec", "latex"),
    LANGUAGE_MODELS("this server has no language model", "llm/evaluate", "openai/chatgpt"),
    CLOUD_SERVERS(
            "this server does not offer cloud servers and their file systems",
            "compute/check-in",
            "compute/cloud-filesystem/create",
            "compute/cloud-filesystem/delete",
            "compute/cloud-filesystem/edit",
            "compute/cloud-filesystem/get",
            "compute/cloud-filesystem/get-metrics",
            "compute/compute-server-action",
            "compute/control",
            "compute/create-server",
            "compute/delete-api-key",
            "compute/delete-server",
            "compute/get-api-key",
            "compute/get-detailed-state",
            "compute/get-hyperstack-pricing-data",
            "compute/get-images",
            "compute/get-images-google",
            "compute/get-log",
            "compute/get-network-usage",
            "compute/get-serial-port-output",
            "compute/get-server-state",
            "compute/get-server-title",
            "compute/get-servers",
            "compute/get-servers-by-id",
            "compute/get-template",
            "compute/get-templates",
            "compute/google-cloud/get-pricing-data",
            "compute/is-dns-available",
            "compute/scripts",
            "compute/set-detailed-state",
            "compute/set-image-tested",
            "compute/set-server-cloud",
            "compute/set-server-color",
            "compute/set-server-configuration",
            "compute/set-server-owner",
            "compute/set-server-title",
            "compute/set-template",
            "compute/undelete-server",
            "internal/compute/cloud-filesystem/set-metrics"),
    LANGUAGE_GUESSES("this server does not guess the programming language of a text", "guesslang"),
    SALES("this server is not linked to a sales system", "salesloft/money"),
    CUSTOMERS(
            "this server does not offer customers' data by this path",
            "billing/cancel-subscription",
            "billing/create-payment-method",
            "billing/delete-payment-method",
            "billing/get-customer",
            "billing/get-invoice",
            "billing/get-invoice-url",
            "billing/get-invoices-and-receipts",
            "billing/get-subscriptions"),
    LICENSES(
            "this server does not offer licenses by this path",
            "licenses/check-disk-name",
            "licenses/get-license",
            "licenses/get-managed",
            "licenses/get-projects",
            "licenses/get-projects-with-license"),
    PURCHASES(
            "this server does not offer purchases by this path",
            "purchases/cancel-automatic-billing",
            "purchases/cancel-current-checkout-session",
            "purchases/cancel-subscription",
            "purchases/cost-to-resume-subscription",
            "purchases/create-refund",
            "purchases/edit-license",
            "purchases/edit-license-owner",
            "purchases/email-statement",
            "purchases/get-balance",
            "purchases/get-balance-admin",
            "purchases/get-charges-by-service",
            "purchases/get-closing-dates",
            "purchases/get-cost-per-day",
            "purchases/get-current-checkout-session",
            "purchases/get-live-subscriptions",
            "purchases/get-max-project-quotas",
            "purchases/get-min-balance",
            "purchases/get-prices-project-quotas",
            "purchases/get-purchases",
            "purchases/get-purchases-admin",
            "purchases/get-quotas",
            "purchases/get-service-cost",
            "purchases/get-shopping-cart-checkout-params",
            "purchases/get-spend-rate",
            "purchases/get-statements",
            "purchases/get-stripe-publishable-key",
            "purchases/get-subscriptions",
            "purchases/get-unpaid-invoices",
            "purchases/is-purchase-allowed",
            "purchases/renew-subscription",
            "purchases/reset-closing-date",
            "purchases/resume-subscription",
            "purchases/set-project-quota",
            "purchases/set-quota",
            "purchases/setup-automatic-billing",
            "purchases/shopping-cart-checkout",
            "purchases/stripe/cancel-payment-intent",
            "purchases/stripe/create-payment-intent",
            "purchases/stripe/create-setup-intent",
            "purchases/stripe/create-subscription-payment",
            "purchases/stripe/delete-payment-method",
            "purchases/stripe/get-checkout-session",
            "purchases/stripe/get-customer",
            "purchases/stripe/get-customer-session",
            "purchases/stripe/get-open-payments",
            "purchases/stripe/get-payment-method",
            "purchases/stripe/get-payment-methods",
            "purchases/stripe/get-payments",
            "purchases/stripe/process-payment-intents",
            "purchases/stripe/set-customer",
            "purchases/stripe/set-default-payment-method",
            "purchases/student-pay",
            "purchases/student-pay-link",
            "purchases/student-pay-transfer",
            "purchases/sync-subscription",
            "token-action"),
    CART(
            "this server has no shopping cart",
            "shopping/cart/add",
            "shopping/cart/checked",
            "shopping/cart/delete",
            "shopping/cart/edit",
            "shopping/cart/get",
            "shopping/cart/processing",
            "shopping/cart/recent-purchases",
            "shopping/cart/remove"),
    VOUCHERS(
            "this server does not offer vouchers",
            "vouchers/charge-for-unpaid-vouchers",
            "vouchers/get-voucher-codes",
            "vouchers/recent-vouchers",
            "vouchers/redeem",
            "vouchers/set-voucher-code-notes");

    private static final Map<String, NotOffered> BY_PATH = Arrays.stream(values())
            .flatMap(it -> it.paths.stream().map(path -> Map.entry(path, it)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String error;
    private final Set<String> paths;

    NotOffered(String error, String... paths) {
        this.error = error;
        this.paths = Set.of(paths);
    }

    /// The row of this path below `/api/v2/`; empty when no client is known to ask for it.
    public static Optional<NotOffered> at(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    /// What a client is told.
    public String error() {
        return error;
    }

    /// Below `/api/v2/`.
    public Set<String> paths() {
        return paths;
    }
}
