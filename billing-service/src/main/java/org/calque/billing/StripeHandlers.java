package org.calque.billing;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Request;
import org.calque.messages.billing.PurchaseLicense;
import org.calque.messages.billing.StripeCancelSubscription;
import org.calque.messages.billing.StripeCreateSource;
import org.calque.messages.billing.StripeCreateSubscription;
import org.calque.messages.billing.StripeDeleteSource;
import org.calque.messages.billing.StripeGetCharges;
import org.calque.messages.billing.StripeGetCoupon;
import org.calque.messages.billing.StripeGetCustomer;
import org.calque.messages.billing.StripeGetInvoices;
import org.calque.messages.billing.StripeGetSubscriptions;
import org.calque.messages.billing.StripeSetDefaultSource;
import org.calque.messages.billing.StripeUpdateSource;
import org.calque.messages.billing.StripeUpdateSubscription;

/// The events that need Stripe. This server has no connection to Stripe, and each of them says so.
final class StripeHandlers {
    private StripeHandlers() {}

    private abstract static class WithoutStripe<R extends Request> implements Handler<R> {
        @Override
        public Outcome handle(R request, Caller caller) {
            return caller.isAccount()
                    ? refused(Reason.NOT_OFFERED, "Error: Stripe is not configured on this server, so it bills nobody")
                    : refused(Reason.FORBIDDEN, "Error: billing needs the key of an account");
        }
    }

    @ApplicationScoped
    static class StripeGetCustomerHandler extends WithoutStripe<StripeGetCustomer> {}

    @ApplicationScoped
    static class StripeCreateSourceHandler extends WithoutStripe<StripeCreateSource> {}

    @ApplicationScoped
    static class StripeDeleteSourceHandler extends WithoutStripe<StripeDeleteSource> {}

    @ApplicationScoped
    static class StripeSetDefaultSourceHandler extends WithoutStripe<StripeSetDefaultSource> {}

    @ApplicationScoped
    static class StripeUpdateSourceHandler extends WithoutStripe<StripeUpdateSource> {}

    @ApplicationScoped
    static class StripeCreateSubscriptionHandler extends WithoutStripe<StripeCreateSubscription> {}

    @ApplicationScoped
    static class StripeCancelSubscriptionHandler extends WithoutStripe<StripeCancelSubscription> {}

    @ApplicationScoped
    static class StripeUpdateSubscriptionHandler extends WithoutStripe<StripeUpdateSubscription> {}

    @ApplicationScoped
    static class StripeGetSubscriptionsHandler extends WithoutStripe<StripeGetSubscriptions> {}

    @ApplicationScoped
    static class StripeGetCouponHandler extends WithoutStripe<StripeGetCoupon> {}

    @ApplicationScoped
    static class StripeGetChargesHandler extends WithoutStripe<StripeGetCharges> {}

    @ApplicationScoped
    static class StripeGetInvoicesHandler extends WithoutStripe<StripeGetInvoices> {}

    @ApplicationScoped
    static class PurchaseLicenseHandler extends WithoutStripe<PurchaseLicense> {}
}
