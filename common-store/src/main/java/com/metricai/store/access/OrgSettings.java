package com.metricai.store.access;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an org's admins decide about it.
 *
 * @param domains whoever comes with a verified address of one becomes a member; by domain
 * @param pseudonymous viewers see pseudonyms, admins may resolve them
 * @param teamFloor teams of fewer active people are shown together; 0 shows all
 * @param requestsPerSecond of all tokens together; null: no limit of the org's own
 * @param bytesPerSecond of all tokens together; null: no limit of the org's own
 * @param version counts changes; an edit names the one that it saw
 */
public record OrgSettings(
        String name,
        List<Domain> domains,
        boolean pseudonymous,
        int teamFloor,
        @Nullable Long requestsPerSecond,
        @Nullable Long bytesPerSecond,
        long version) {
    private static final int MAX_NAME = 200;
    private static final int MAX_DOMAINS = 50;
    private static final int MAX_FLOOR = 1000;

    /**
     * A domain and the role of those who come with it.
     *
     * @param domain in lower case, without @
     */
    public record Domain(String domain, Role role) {
        private Domain checked() {
            if (role == Role.OPS) {
                throw ChangeRefused.invalid("domains", "domains: the role of " + domain + " is viewer or admin");
            }
            String name = Checks.domain("domains", domain);
            if (PublicDomains.has(name)) {
                throw ChangeRefused.invalid(
                        "domains", "domains: anybody can have an address of " + name + ": name a domain of your own");
            }
            return new Domain(name, role);
        }

        @Override
        public String toString() {
            return domain + "=" + role.wireName();
        }
    }

    public OrgSettings {
        domains = domains.stream().sorted(Comparator.comparing(Domain::domain)).toList();
    }

    /** These settings, stripped; throws {@link ChangeRefused} when one cannot be taken. What is stored need not pass. */
    OrgSettings checked() {
        if (domains.size() > MAX_DOMAINS) {
            throw ChangeRefused.invalid("domains", "domains: name at most " + MAX_DOMAINS);
        }
        List<Domain> clean = domains.stream().map(Domain::checked).toList();
        Set<String> seen = new HashSet<>();
        for (Domain each : clean) {
            if (!seen.add(each.domain())) {
                throw ChangeRefused.invalid("domains", "domains: " + each.domain() + " is there twice");
            }
        }
        if (teamFloor < 0 || teamFloor > MAX_FLOOR) {
            throw ChangeRefused.invalid("teamFloor", "teamFloor is a whole number from 0 to " + MAX_FLOOR);
        }
        return new OrgSettings(
                Checks.name("name", name, MAX_NAME),
                clean,
                pseudonymous,
                teamFloor,
                Checks.rate("requestsPerSecond", requestsPerSecond),
                Checks.rate("bytesPerSecond", bytesPerSecond),
                version);
    }
}
