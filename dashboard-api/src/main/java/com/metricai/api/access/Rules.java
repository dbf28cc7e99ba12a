package com.metricai.api.access;

import static java.util.Map.entry;

import com.metricai.store.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may ask what: one line per address of the API. What has none is not there, whatever the code answers. */
final class Rules {
    private static final Set<Role> ALL = Set.of(Role.values());
    private static final Set<Role> READERS = Set.of(Role.VIEWER, Role.ADMIN);
    private static final Set<Role> ADMINS = Set.of(Role.ADMIN);
    private static final Set<Role> OPERATORS = Set.of(Role.OPS);

    private static final List<Map.Entry<String, Set<Role>>> LINES = List.of(
            entry("/api/me", ALL),
            entry("/api/openapi.json", READERS),
            entry("/api/rollups", READERS),
            entry("/api/cost-trend", READERS),
            entry("/api/cost-series", READERS),
            entry("/api/cache-hit", READERS),
            entry("/api/tool-decisions", READERS),
            entry("/api/active-users", READERS),
            entry("/api/top-prompts", READERS),
            entry("/api/subagent-stats", READERS),
            entry("/api/sessions", READERS),
            entry("/api/sessions/{id}", READERS),
            entry("/api/reporting", READERS),
            entry("/api/spans/tree", READERS),
            entry("/api/audit/export", ALL),
            entry("/api/admin/members", ADMINS),
            entry("/api/admin/members/{email}", ADMINS),
            entry("/api/admin/settings", ADMINS),
            entry("/api/admin/tokens", ADMINS),
            entry("/api/admin/tokens/{id}", ADMINS),
            entry("/api/admin/tokens/{id}/rotate", ADMINS),
            entry("/api/admin/tokens/{id}/revoke", ADMINS),
            entry("/api/admin/audit", ADMINS),
            entry("/api/admin/audit.csv", ADMINS),
            entry("/api/admin/people", ADMINS),
            entry("/api/admin/people/export", ADMINS),
            entry("/api/admin/people/erase", ADMINS),
            entry("/api/admin/erasures", ADMINS),
            entry("/api/ops/orgs", OPERATORS),
            entry("/api/ops/audit", OPERATORS),
            entry("/api/ops/audit.csv", OPERATORS),
            entry("/api/ops/dlq", OPERATORS),
            entry("/api/ops/dlq/replay", OPERATORS),
            entry("/api/ops/dlq/discard", OPERATORS),
            entry("/api/ops/dlq/{id}", OPERATORS),
            entry("/api/ops/dlq/{id}/replay", OPERATORS),
            entry("/api/ops/dlq/{id}/discard", OPERATORS));

    private record Rule(RequestMatcher address, Set<Role> roles) {}

    private static final List<Rule> RULES = LINES.stream()
            .map(line -> new Rule(PathPatternRequestMatcher.withDefaults().matcher(line.getKey()), line.getValue()))
            .toList();

    private Rules() {}

    /** Empty when no rule speaks of the address. */
    static Optional<Set<Role>> rolesFor(HttpServletRequest request) {
        return RULES.stream()
                .filter(rule -> rule.address().matches(request))
                .findFirst()
                .map(Rule::roles);
    }

    /** For the caller. */
    static String whyNot(Role role, Set<Role> allowed) {
        if (role == Role.OPS) {
            return "The role ops sees the health of the service, and no content.";
        }
        return allowed.contains(Role.ADMIN)
                ? "This needs the role admin: an admin of the organisation can give it."
                : "This needs the role ops: the operator of this installation can give it.";
    }
}
