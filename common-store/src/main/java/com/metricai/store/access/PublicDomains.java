package com.metricai.store.access;

import java.util.Set;

/** Domains of which anybody can have an address: whoever let their people in would let in everybody. */
final class PublicDomains {
    private static final Set<String> WELL_KNOWN = Set.of(
            "163.com",
            "126.com",
            "aol.com",
            "duck.com",
            "fastmail.com",
            "free.fr",
            "gmail.com",
            "gmx.at",
            "gmx.ch",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "googlemail.com",
            "hey.com",
            "hotmail.co.uk",
            "hotmail.com",
            "hotmail.de",
            "hotmail.fr",
            "icloud.com",
            "laposte.net",
            "libero.it",
            "live.com",
            "mac.com",
            "mail.com",
            "mail.ru",
            "mailbox.org",
            "me.com",
            "msn.com",
            "orange.fr",
            "outlook.com",
            "outlook.de",
            "pm.me",
            "posteo.de",
            "proton.me",
            "protonmail.com",
            "qq.com",
            "rediffmail.com",
            "t-online.de",
            "tutanota.com",
            "users.noreply.github.com",
            "web.de",
            "yahoo.co.jp",
            "yahoo.co.uk",
            "yahoo.com",
            "yahoo.de",
            "yahoo.fr",
            "yandex.com",
            "yandex.ru",
            "ymail.com",
            "zoho.com");

    private PublicDomains() {}

    static boolean has(String domain) {
        return WELL_KNOWN.contains(domain);
    }
}
