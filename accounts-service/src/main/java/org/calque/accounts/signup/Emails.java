package org.calque.accounts.signup;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.calque.accounts.AccountsConfig;

/// E-mail addresses, as far as their form tells.
public final class Emails {
    private static final int LONGEST = 254;
    private static final Pattern FORM =
            Pattern.compile("[^\\s\\p{Cntrl}@.<>()\\[\\],;:\"\\\\]+(\\.[^\\s\\p{Cntrl}@.<>()\\[\\],;:\"\\\\]+)*"
                    + "@([\\p{L}\\p{N}-]++\\.)+[\\p{L}\\p{N}-]{2,}");

    private Emails() {}

    /// The domain of an address, when accounts of that domain come in by another way than a password.
    static Optional<String> exclusiveDomain(String address, AccountsConfig.SignUp config) {
        var domain = address.substring(address.lastIndexOf('@') + 1);
        return config.exclusiveDomains().filter(all -> all.contains(domain)).map(all -> domain);
    }

    static String otherWayIn(String domain) {
        return "To sign up with \"@" + domain
                + "\", you have to use the corresponding SSO connect mechanism listed above!";
    }

    /// The form in which addresses are kept and compared.
    public static String normal(String address) {
        return address == null ? "" : address.strip().toLowerCase(Locale.ROOT);
    }

    public static boolean isValid(String address) {
        return address.length() <= LONGEST && FORM.matcher(address).matches();
    }
}
