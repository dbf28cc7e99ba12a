package com.metricai.standalone.doctor;

import com.metricai.store.access.IngestToken;

/** What a token's text tells without asking anybody. */
final class TokenForm {
    private TokenForm() {}

    static Finding look(String text) {
        IngestToken token = new IngestToken(text);
        if (token.isWellFormed()) {
            return Finding.well("mai_…" + token.lastFour() + " is whole");
        }
        if (new IngestToken(text.strip()).isWellFormed()) {
            return Finding.ill("there are spaces around the token", "leave them out");
        }
        if (text.regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
            return Finding.ill(
                    "the token begins with Bearer", "give the part behind it: mai_ and 38 letters and digits");
        }
        return Finding.ill(
                text.startsWith("mai_")
                        ? "the token has a typo or was cut: its checksum is wrong"
                        : "this is no ingest token of metric-ai",
                "copy it again: mai_ and 38 letters and digits. It is shown once; ./metric-ai token create makes another");
    }
}
