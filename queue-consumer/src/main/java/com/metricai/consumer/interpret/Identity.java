package com.metricai.consumer.interpret;

import com.metricai.otlp.Attributes;
import com.metricai.otlp.Scope;
import com.metricai.otlp.envelope.Envelope;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose record it is. Keys are tried in a fixed order; within one key the record wins over the resource; an empty value
 * counts as absent. Where no key names a team or a repository, the tags of the token do.
 *
 * @param source claude_code, agent_sdk, cowork or other
 * @param user {@code unknown} when no key names one
 * @param team {@code unattributed} when neither a key nor the token names one
 * @param repo {@code owner/name}; {@code unattributed} when neither a key nor the token names one
 * @param sessionId the session, or {@code user:} and the user.id (without one, the user) where clients are told to leave it out
 */
public record Identity(String source, String user, String team, String repo, String sessionId) {
    static final String UNKNOWN = "unknown";
    static final String UNATTRIBUTED = "unattributed";

    static Identity of(Attributes record, Scope scope, Origin origin) {
        Lookup lookup = new Lookup(record, origin);
        Envelope envelope = origin.envelope();
        return new Identity(
                source(scope.name(), lookup.first(Names.SERVICE_NAME)),
                or(lookup.first(Names.USER_EMAIL, Names.ENDUSER_ID, Names.USER, Names.USER_ID), UNKNOWN),
                or(lookup.first(Names.TEAM_ID, Names.TEAM), tag(envelope.team())),
                or(repo(lookup), tag(envelope.repo())),
                sessionId(lookup));
    }

    private static String source(String scopeName, @Nullable String serviceName) {
        if (scopeName.startsWith(Names.SCOPE_PREFIX)) {
            return "claude_code";
        }
        String service = serviceName == null ? "" : serviceName.toLowerCase(Locale.ROOT);
        if (service.equals("claude-code") || service.equals("claude-code-desktop")) {
            return "claude_code";
        }
        if (service.contains("agent-sdk") || service.contains("agent_sdk")) {
            return "agent_sdk";
        }
        return service.contains("cowork") ? "cowork" : "other";
    }

    private static @Nullable String repo(Lookup lookup) {
        String named = lookup.first(Names.REPO, Names.REPOSITORY);
        if (named != null) {
            return named;
        }
        String owner = lookup.first(Names.VCS_OWNER);
        String name = lookup.first(Names.VCS_REPOSITORY);
        if (owner != null && name != null) {
            return Reader.cut(owner + "/" + name);
        }
        String url = lookup.first(Names.VCS_URL);
        return url == null ? null : lastTwoParts(url);
    }

    /**
     * {@code https://host/group/owner/name.git} and {@code git@host:owner/name} are {@code owner/name}. The host is no part
     * of it, nor is what may stand before it: some remotes have a password there.
     */
    private static @Nullable String lastTwoParts(String url) {
        String path = url.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*", "")
                .replaceFirst("^[^/]*@[^/:]*:", "")
                .replaceFirst("[?#].*$", "")
                .replaceFirst("\\.git/?$", "")
                .replaceFirst("/+$", "");
        String[] parts = path.split("[/:]+", -1);
        if (parts.length < 2) {
            return null;
        }
        String owner = parts[parts.length - 2];
        String name = parts[parts.length - 1];
        return owner.isEmpty() || name.isEmpty() ? null : owner + "/" + name;
    }

    private static String sessionId(Lookup lookup) {
        String session = lookup.first(Names.SESSION_ID);
        // Of several people without a session one must not be taken for another: whose events or metrics count is
        // decided by it.
        String user = lookup.first(Names.USER_ID, Names.USER_EMAIL, Names.ENDUSER_ID, Names.USER);
        return session != null ? session : "user:" + or(user, UNKNOWN);
    }

    private static String tag(String ofToken) {
        return ofToken.isBlank() ? UNATTRIBUTED : Reader.cut(ofToken);
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private record Lookup(Attributes record, Origin origin) {
        @Nullable
        String first(String... keys) {
            for (String key : keys) {
                String own = record.string(key);
                String cut = own == null ? "" : Reader.cut(own);
                if (!cut.isBlank()) {
                    return cut;
                }
                String shared = origin.name(key);
                if (shared != null) {
                    return shared;
                }
            }
            return null;
        }
    }
}
