package com.metricai.consumer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;

/** queue-consumer on its own. Its web server answers health and metrics only. */
@SpringBootApplication(exclude = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(ConsumerProperties.class)
public class ConsumerApplication {
    /** The application, not yet run: for {@code main} and for whoever runs several services in one process. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(ConsumerApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=queue-consumer");
    }

    static void main(String[] args) {
        SpringApplication application = builder().build();
        application.run(args);
    }
}
