package com.metricai.service.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Puts {@code metric-ai-defaults.properties} below everything else that sets properties, in every service, and hands the
 * name of the first service of this JVM to the log.
 */
public final class ServiceDefaults implements EnvironmentPostProcessor, Ordered {
    private static final String FILE = "metric-ai-defaults.properties";
    private static final String LOG_SERVICE = "metricai.service";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            Properties defaults = PropertiesLoaderUtils.loadProperties(new ClassPathResource(FILE));
            environment.getPropertySources().addLast(new PropertiesPropertySource(FILE, defaults));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = environment.getProperty("spring.application.name");
        if (name != null && System.getProperty(LOG_SERVICE) == null) {
            System.setProperty(LOG_SERVICE, name);
        }
    }

    /** After the application's own files were read, because its name is in there. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
