package com.metricai.api;

import com.metricai.api.web.DashboardApiProperties;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The service. Its settings are in {@code dashboard-api.yml}. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@EnableConfigurationProperties(DashboardApiProperties.class)
public class DashboardApi {
    public static void main(String[] args) {
        start(Clock.systemUTC(), args);
    }

    /**
     * Starts the service inside another program.
     *
     * @param settings property names of {@code dashboard-api.yml} and their values, which win over everything else
     */
    public static ConfigurableApplicationContext start(Map<String, String> settings) {
        return start(Clock.systemUTC(), settings);
    }

    static ConfigurableApplicationContext start(Clock clock, Map<String, String> settings) {
        return start(
                clock,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private static ConfigurableApplicationContext start(Clock clock, String... args) {
        return new SpringApplicationBuilder(DashboardApi.class)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                // Its own file name: several services may share one class path.
                .properties("spring.config.name=dashboard-api")
                .initializers(context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> clock))
                .run(args);
    }
}
