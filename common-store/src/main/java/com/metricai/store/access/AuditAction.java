package com.metricai.store.access;

import java.util.Arrays;
import java.util.Optional;

/** What the audit log tells apart. */
public enum AuditAction {
    SIGN_IN("sign-in"),
    DENIED("denied"),
    MEMBER_INVITED("member.invited"),
    MEMBER_ROLE("member.role"),
    MEMBER_REMOVED("member.removed"),
    MEMBER_JOINED("member.joined"),
    TOKEN_CREATED("token.created"),
    TOKEN_CHANGED("token.changed"),
    TOKEN_ROTATED("token.rotated"),
    TOKEN_REVOKED("token.revoked"),
    SETTINGS_CHANGED("settings.changed"),
    EXPORT("export"),
    PERSON_EXPORTED("person.exported"),
    PERSON_ERASED("person.erased"),
    PSEUDONYMS_RESOLVED("pseudonyms.resolved"),
    ORG_CREATED("org.created"),
    BACKUP("backup"),
    REBUILD("rebuild"),
    DEAD_LETTER_REPLAYED("dead-letter.replayed"),
    DEAD_LETTER_DISCARDED("dead-letter.discarded");

    private final String wireName;

    AuditAction(String wireName) {
        this.wireName = wireName;
    }

    /** As stored and as the API says it. */
    public String wireName() {
        return wireName;
    }

    /** The reverse of {@link #wireName()}; empty for a name that is none. */
    public static Optional<AuditAction> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(action -> action.wireName.equals(name))
                .findFirst();
    }
}
