package com.metricai.standalone;

import static java.util.Map.entry;

import com.metricai.access.LocalAccess;
import com.metricai.api.DashboardApi;
import com.metricai.consumer.ConsumerApplication;
import com.metricai.ingest.IngestApplication;
import com.metricai.rollup.RollupApplication;
import com.metricai.store.clickhouse.ClickHouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The four services, each in a Spring context of its own, told where the others' parts are. */
final class Services {
    private static final String HOST = "127.0.0.1";

    /**
     * One class path holds what each service alone has not: without this, the dashboard's security would ask for a
     * password in front of the others' health.
     */
    private static final String ONLY_FOR_THE_DASHBOARD = String.join(
            ",",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springdoc.core.configuration.SpringDocConfiguration",
            "org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration");

    private final Standalone.Options options;
    private final String bootstrapServers;
    private final ClickHouse clickHouse;
    private final LocalAccess access;

    Services(Standalone.Options options, String bootstrapServers, ClickHouse clickHouse, LocalAccess access) {
        this.options = options;
        this.bootstrapServers = bootstrapServers;
        this.clickHouse = clickHouse;
        this.access = access;
    }

    /** Starts them in the order of the path; each is pushed when it runs, to be closed in reverse. */
    void start(Deque<AutoCloseable> parts, Terminal terminal) {
        String database = options.data().database().toString();
        parts.push(start(
                ConsumerApplication.builder().build(),
                "server.port=0",
                "server.address=" + HOST,
                "spring.autoconfigure.exclude=" + ONLY_FOR_THE_DASHBOARD
                        + ",org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
                "metric-ai.consumer.database=" + database,
                "metric-ai.consumer.bootstrap-servers=" + bootstrapServers,
                "metric-ai.consumer.instance-id=standalone",
                "metric-ai.consumer.clickhouse-url=" + clickHouse.url(),
                "metric-ai.consumer.clickhouse-user=" + clickHouse.user(),
                "metric-ai.consumer.clickhouse-password=" + clickHouse.password()));
        terminal.say("  consumer is ready.");
        parts.push(start(
                RollupApplication.builder().build(),
                "server.port=0",
                "server.address=" + HOST,
                "spring.autoconfigure.exclude=" + ONLY_FOR_THE_DASHBOARD,
                "metric-ai.rollup.database=" + database,
                "metric-ai.rollup.clickhouse-url=" + clickHouse.url(),
                "metric-ai.rollup.clickhouse-user=" + clickHouse.user(),
                "metric-ai.rollup.clickhouse-password=" + clickHouse.password()));
        terminal.say("  rollup is ready.");
        parts.push(start(
                IngestApplication.application(),
                "metric-ai.ingest.port=" + options.ingestPort(),
                "metric-ai.ingest.address=" + HOST,
                "metric-ai.ingest.database=" + database,
                "metric-ai.ingest.bootstrap-servers=" + bootstrapServers,
                "metric-ai.ingest.kafka-data-dir=" + options.data().kafka()));
        terminal.say("  ingest is ready.");
        parts.push(DashboardApi.start(Map.ofEntries(
                entry("spring.main.register-shutdown-hook", "false"),
                entry("server.port", Integer.toString(options.dashboardPort())),
                entry("server.address", HOST),
                entry("metric-ai.dashboard-api.database", database),
                entry("metric-ai.dashboard-api.clickhouse-url", clickHouse.url()),
                entry("metric-ai.dashboard-api.clickhouse-user", clickHouse.user()),
                entry("metric-ai.dashboard-api.clickhouse-password", clickHouse.password()),
                entry("metric-ai.dashboard-api.ingest-url", "http://" + HOST + ":" + options.ingestPort()),
                entry("metric-ai.dashboard-api.access.issuer", access.issuer()),
                entry("metric-ai.dashboard-api.access.audience", access.audience()),
                entry("metric-ai.dashboard-api.access.jwks-url", access.jwksUrl()),
                entry("metric-ai.dashboard-api.access.login-url", access.loginUrl()))));
        terminal.say("  dashboard is ready.");
    }

    private static ConfigurableApplicationContext start(SpringApplication application, String... properties) {
        // Closed by Standalone, in order; a hook of its own would close it at the same time as the others.
        application.setRegisterShutdownHook(false);
        List<String> arguments = new ArrayList<>();
        Arrays.stream(properties).forEach(property -> arguments.add("--" + property));
        return application.run(arguments.toArray(String[]::new));
    }
}
