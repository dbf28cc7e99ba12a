package com.metricai.api.people;

import com.metricai.api.panel.BadParameter;
import com.metricai.api.panel.Naming;
import com.metricai.api.panel.Range;
import com.metricai.api.panel.Viewer;
import com.metricai.store.access.Role;
import com.metricai.store.people.PseudonymKeys;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an org lets its callers know about people: applied where a request comes in, for all endpoints alike. */
@Component
public class OrgRules {
    /** No record has an empty user: a filter by it finds nothing. */
    private static final String NOBODY = "";

    private final OrgRulesQuery query;
    private final PseudonymKeys keys;

    OrgRules(OrgRulesQuery query, PseudonymKeys keys) {
        this.query = query;
        this.keys = keys;
    }

    /** Whether the org hides names from everybody but its admins. */
    boolean hidesNames(String orgId) {
        return query.rules(orgId).pseudonymous();
    }

    /** The caller under the rules of the org: names are hidden from everybody but admins, where the org hides them. */
    public Viewer apply(Viewer viewer) {
        OrgRulesQuery.Rules rules = query.rules(viewer.orgId());
        boolean hidden = rules.pseudonymous() && viewer.current().role() != Role.ADMIN;
        return viewer.under(hidden ? Naming.pseudonyms(keys.of(viewer.orgId())) : Naming.REAL, rules.teamFloor());
    }

    /**
     * The users that a filter means. To whom names are hidden means pseudonyms by it; a real name finds nothing then, so
     * that nobody can ask after one.
     */
    public List<String> usersMeant(Viewer viewer, List<String> given) {
        if (given.isEmpty() || !viewer.naming().hides()) {
            return given;
        }
        List<String> users = query.users(viewer.orgId()).stream()
                .filter(user -> given.contains(viewer.naming().of(user)))
                .toList();
        return users.isEmpty() ? List.of(NOBODY) : users;
    }

    /** Whether as many people as the floor were active in these teams within the range; no teams are the whole org. */
    public boolean mayShow(Viewer viewer, Range range, List<String> teams) {
        int floor = viewer.teamFloor();
        return floor <= 1 || teams.isEmpty() || query.activePeople(viewer.orgId(), range, teams) >= floor;
    }

    /**
     * Refuses figures of teams that are too small together.
     *
     * @throws BadParameter when fewer people than the floor were active in them within the range
     */
    public void checkTeams(Viewer viewer, Range range, List<String> teams) {
        if (!mayShow(viewer, range, teams)) {
            throw new BadParameter(
                    "team",
                    "In the teams chosen fewer than " + viewer.teamFloor()
                            + " people were active in this range; figures of so few are"
                            + " not shown here. Choose more teams or a longer range.");
        }
    }
}
