package com.metricai.api.panel;

import com.metricai.store.access.AccessStore.Membership;
import java.util.List;

/**
 * Who asks, and for which org.
 *
 * @param current the org that everything is answered for
 * @param all every org of this person, by name
 * @param naming by which names they know people
 * @param teamFloor teams of fewer active people are shown together; 0: none
 */
public record Viewer(String email, Membership current, List<Membership> all, Naming naming, int teamFloor) {
    /** The request attribute that the verified caller is kept in. */
    public static final String ATTRIBUTE = Viewer.class.getName();

    public Viewer {
        all = List.copyOf(all);
    }

    /** A caller of whom nothing but the membership is known yet. */
    public Viewer(String email, Membership current, List<Membership> all) {
        this(email, current, all, Naming.UNDECIDED, 0);
    }

    /** The same caller under the rules of the org. */
    public Viewer under(Naming rules, int floor) {
        return new Viewer(email, current, all, rules, floor);
    }

    public String orgId() {
        return current.orgId();
    }

    /** Somebody, as this caller may know them. */
    public ShownUser user(String user) {
        return new ShownUser(naming.of(user));
    }

    /** A session, as this caller may know it. */
    public ShownSession session(String id) {
        return new ShownSession(
                naming.hides() && id.startsWith(ShownSession.USER_PREFIX)
                        ? ShownSession.USER_PREFIX + naming.of(id.substring(ShownSession.USER_PREFIX.length()))
                        : id);
    }
}
