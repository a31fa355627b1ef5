package org.calque.gateway.pages;

/// What every page shows around its own part, and what every form on it carries.
///
/// @param path   of the page, so that its entry in the menu is marked
/// @param csrf   goes into each form as `csrf`: only pages of this site know it
/// @param once   goes into forms that must not be sent twice
/// @param style  where the style sheet is
/// @param script where the script is; pages work without it
/// @param sign   where the product's sign is
public record Frame(Visitor visitor, String path, String csrf, String once, String style, String script, String sign) {
    public boolean isBelow(String part) {
        return path.equals(part) || path.startsWith(part + "/");
    }

    public boolean isAt(String other) {
        return path.equals(other);
    }
}
