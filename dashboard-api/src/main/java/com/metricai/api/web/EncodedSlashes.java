package com.metricai.api.web;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Takes addresses with an encoded slash, which repos and some models have in their names: {@code /repos/acme%2Fapi}. Tomcat
 * and Spring Security refuse them by default, because some programs decode them and others do not. Here nobody does: the
 * slash stays encoded, no file of the pages has one in its name, and the rules of access know no address that could.
 */
@Configuration(proxyBeanMethods = false)
class EncodedSlashes {
    @Bean
    TomcatConnectorCustomizer passedThrough() {
        return connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    }

    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        // What was passed through still has its percent sign when it is looked at.
        firewall.setAllowUrlEncodedPercent(true);
        return firewall;
    }
}
