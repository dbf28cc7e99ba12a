package com.metricai.api.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What may be asked without a token: the pages, health and metrics. Everything under /api needs one. There is no session;
 * forged requests are {@link StateChanges}' business. Nothing is asked of other sites, and no other site may ask.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** Everything comes from this origin; styles may be inline because charts position things. */
    private static final String CONTENT_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String UNUSED_FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static final long YEAR = 365L * 24 * 60 * 60;

    @Bean
    SecurityFilterChain security(
            HttpSecurity http, Gate gate, Presence presence, Denials denials, RequestActors actors, Refusals refusals) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/api/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .addFilterBefore(new AccessFilter(gate, presence, denials, actors, refusals), AuthorizationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentTypeOptions(Customizer.withDefaults())
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(hsts -> hsts.requestMatcher(Tls::isBehind)
                                .maxAgeInSeconds(YEAR)
                                // Other hosts of the domain are not ours to decide about.
                                .includeSubDomains(false))
                        .permissionsPolicyHeader(policy -> policy.policy(UNUSED_FEATURES))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        // Pages.java says how long pages may be kept, NoStore that answers may not.
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .build();
    }
}
