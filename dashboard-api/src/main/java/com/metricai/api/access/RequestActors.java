package com.metricai.api.access;

import com.metricai.api.web.DashboardApiProperties;
import com.metricai.store.access.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** From where a request came, for the audit log. */
@Component
class RequestActors {
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final String ipHeader;

    RequestActors(DashboardApiProperties properties) {
        this.ipHeader = properties.clientIpHeader();
    }

    Actor of(HttpServletRequest request, String name) {
        return new Actor(name, ip(request), request.getHeader(HttpHeaders.USER_AGENT));
    }

    /**
     * The last of the list, in the last of the header's lines, is what the nearest proxy saw; those before it anybody can make
     * up.
     */
    private String ip(HttpServletRequest request) {
        if (!ipHeader.isEmpty()) {
            String header = "";
            for (String line : Collections.list(request.getHeaders(ipHeader))) {
                header = line;
            }
            String last = header.substring(header.lastIndexOf(',') + 1).strip();
            if (ADDRESS.matcher(last).matches()) {
                return last;
            }
        }
        return request.getRemoteAddr();
    }
}
