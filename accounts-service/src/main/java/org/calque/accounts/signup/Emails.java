package org.calque.accounts.signup;

import java.util.Locale;
import java.util.regex.Pattern;

/// E-mail addresses, as far as their form tells.
public final class Emails {
    private static final int LONGEST = 254;
    private static final Pattern FORM =
            Pattern.compile("[^\\s\\p{Cntrl}@.<>()\\[\\],;:\"\\\\]+(\\.[^\\s\\p{Cntrl}@.<>()\\[\\],;:\"\\\\]+)*"
                    + "@([\\p{L}\\p{N}-]++\\.)+[\\p{L}\\p{N}-]{2,}");

    private Emails() {}

    /// The form in which addresses are kept and compared.
    public static String normal(String address) {
        return address == null ? "" : address.strip().toLowerCase(Locale.ROOT);
    }

    public static boolean isValid(String address) {
        return address.length() <= LONGEST && FORM.matcher(address).matches();
    }
}
