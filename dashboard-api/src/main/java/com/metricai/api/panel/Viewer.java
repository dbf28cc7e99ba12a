package com.metricai.api.panel;

import com.metricai.store.access.AccessStore.Membership;
import java.util.List;

/**
 * Who asks, and for which org.
 *
 * @param current the org that everything is answered for
 * @param all every org of this person, by name
 */
public record Viewer(String email, Membership current, List<Membership> all) {
    /** The request attribute that the verified caller is kept in. */
    public static final String ATTRIBUTE = Viewer.class.getName();

    public Viewer {
        all = List.copyOf(all);
    }

    public String orgId() {
        return current.orgId();
    }
}
