package com.metricai.api.web;

import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.ShownSession;
import com.metricai.api.panel.ShownUser;
import com.metricai.api.panel.Viewer;
import com.metricai.store.access.Actor;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API's description, made from the code; the common parameters are written down once, here. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(PanelRequest.class, Viewer.class, Actor.class);
        SpringDocUtils.getConfig().replaceWithClass(ShownUser.class, String.class);
        SpringDocUtils.getConfig().replaceWithClass(ShownSession.class, String.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("metric-ai dashboard API")
                        .version("1")
                        .description("Money is in USD, with up to 6 decimals; days are UTC; durations are in ms unless"
                                + " the name says otherwise. Errors are problem documents (RFC 9457). A request that changes"
                                + " something needs the header X-Requested-With: metric-ai."))
                .components(new Components()
                        .addSecuritySchemes(
                                "access",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("Cf-Access-Jwt-Assertion")
                                        .description("Or the cookie CF_Authorization, or Authorization: Bearer.")))
                .addSecurityItem(new SecurityRequirement().addList("access"));
    }

    @Bean
    OperationCustomizer commonParameters() {
        return (operation, handler) -> {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name("X-Org")
                    .schema(new StringSchema())
                    .description("The org to answer for, when the caller is a member of several."));
            if (Arrays.asList(handler.getMethod().getParameterTypes()).contains(PanelRequest.class)) {
                addPanelParameters(operation);
            }
            return operation;
        };
    }

    private static void addPanelParameters(Operation operation) {
        operation.addParametersItem(query("from", "The first UTC day; by default 6 days before `to`.")
                .schema(new StringSchema().format("date")));
        operation.addParametersItem(
                query("to", "The last UTC day, included; by default today.").schema(new StringSchema().format("date")));
        for (String filter : List.of("source", "user", "team", "repo", "model")) {
            operation.addParametersItem(query(filter, "Only this " + filter + "; may be given several times.")
                    .schema(new ArraySchema().items(new StringSchema())));
        }
    }

    private static Parameter query(String name, String description) {
        return new Parameter().in("query").name(name).description(description);
    }
}
