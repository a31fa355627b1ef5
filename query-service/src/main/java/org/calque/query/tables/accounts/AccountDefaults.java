package org.calque.query.tables.accounts;

/// What an account is told of its settings before it has chosen any: nothing of this is stored.
final class AccountDefaults {
    static final String EDITOR_SETTINGS = """
            {
            "strip_trailing_whitespace": false, "show_trailing_whitespace": false, "line_wrapping": true,
            "line_numbers": true, "jupyter_line_numbers": false, "smart_indent": true, "electric_chars": true,
            "match_brackets": true, "auto_close_brackets": true, "code_folding": true, "match_xml_tags": true,
            "auto_close_xml_tags": true, "auto_close_latex": true, "spaces_instead_of_tabs": true,
            "multiple_cursors": true, "track_revisions": true, "extra_button_bar": true, "build_on_save": true,
            "first_line_number": 1, "indent_unit": 4, "tab_size": 4, "bindings": "standard",
            "theme": "default", "undo_depth": 300, "jupyter_classic": false, "jupyter_window": false,
            "disable_jupyter_windowing": false, "show_exec_warning": true, "physical_keyboard": "default",
            "keyboard_variant": "", "ask_jupyter_kernel": true, "show_my_other_cursors": false,
            "disable_jupyter_virtualization": false
            }""";

    static final String OTHER_SETTINGS = """
            {
            "katex": true, "confirm_close": false, "mask_files": true, "page_size": 500,
            "standby_timeout_m": 5, "default_file_sort": "name", "new_filenames": "ymd_semantic",
            "show_global_info2": null, "first_steps": true, "newsletter": false, "time_ago_absolute": false,
            "no_free_warnings": false, "allow_mentions": true, "dark_mode": false, "dark_mode_brightness": 100,
            "dark_mode_contrast": 90, "dark_mode_sepia": 0, "dark_mode_grayscale": 0, "news_read_until": 0,
            "hide_project_popovers": false, "hide_file_popovers": false, "hide_button_tooltips": false,
            "userdefined_llm": "[]", "i18n": "en", "no_email_new_messages": false,
            "use_balance_toward_subscriptions": true
            }""";

    static final String TERMINAL = """
            {
            "font_size": 14, "color_scheme": "default", "font": "monospace"
            }""";

    static final String PROFILE = """
            {"color": "rgb(170,170,170)"}""";

    private AccountDefaults() {}
}
