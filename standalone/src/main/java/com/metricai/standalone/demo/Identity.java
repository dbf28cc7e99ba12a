package com.metricai.standalone.demo;

import com.metricai.otlp.Attributes;
import com.metricai.standalone.demo.Person.Machine;

/** What the client says of itself: the resource, and the attributes that it repeats on every record. */
final class Identity {
    static final String CLIENT_VERSION = "2.1.330";

    private Identity() {}

    static Attributes resource(SessionPlan plan) {
        Machine machine = plan.person().machine();
        return custom(plan)
                .add("host.arch", machine.arch())
                .add("os.type", machine.os())
                .add("os.version", machine.osVersion())
                .add("service.name", "claude-code")
                .add("service.version", CLIENT_VERSION)
                .build();
    }

    static Attributes ofRecords(SessionPlan plan, String sessionId) {
        return custom(plan)
                .add("user.id", plan.person().userId())
                .add("session.id", sessionId)
                .add("anthropic.provider", "firstParty")
                .add("anthropic.custom_base_url", true)
                .add("terminal.type", plan.person().machine().terminal())
                .build();
    }

    /** As from OTEL_RESOURCE_ATTRIBUTES, which the client copies from the resource to every record. */
    private static AttributeList custom(SessionPlan plan) {
        return new AttributeList()
                .add("team.id", plan.person().team())
                .add("repo", plan.repo().name())
                .add("user", plan.person().user())
                .add("metric_ai.demo", "true");
    }
}
