package com.metricai.api.web;

import com.metricai.api.panel.BadParameter;
import com.metricai.api.panel.Filters;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Range;
import com.metricai.api.panel.Viewer;
import com.metricai.api.people.OrgRules;
import com.metricai.store.access.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands the {@link Viewer}, the {@link Actor} for the audit log, or the whole {@link PanelRequest} to the endpoints that ask
 * for it, under the rules of the org about names and small teams.
 */
@Component
class PanelArguments implements HandlerMethodArgumentResolver {
    private static final int MAX_VALUES = 500;

    private final Clock clock;
    private final OrgRules rules;

    PanelArguments(Clock clock, OrgRules rules) {
        this.clock = clock;
        this.rules = rules;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == PanelRequest.class || type == Viewer.class || type == Actor.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (parameter.getParameterType() == Actor.class) {
            return Objects.requireNonNull(
                    request.getAttribute(Actor.class.getName(), RequestAttributes.SCOPE_REQUEST), "no verified caller");
        }
        Viewer viewer = rules.apply((Viewer) Objects.requireNonNull(
                request.getAttribute(Viewer.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST), "no verified caller"));
        if (parameter.getParameterType() == Viewer.class) {
            return viewer;
        }
        Range range = Range.parse(request.getParameter("from"), request.getParameter("to"), LocalDate.now(clock));
        List<String> teams = values(request, "team");
        rules.checkTeams(viewer, range, teams);
        return new PanelRequest(
                viewer,
                range,
                new Filters(
                        values(request, "source"),
                        rules.usersMeant(viewer, values(request, "user")),
                        teams,
                        values(request, "repo"),
                        values(request, "model")));
    }

    private static List<String> values(NativeWebRequest request, String parameter) {
        String[] given = request.getParameterValues(parameter);
        if (given == null) {
            return List.of();
        }
        if (given.length > MAX_VALUES) {
            throw new BadParameter(parameter, parameter + " is given more than " + MAX_VALUES + " times");
        }
        return Arrays.stream(given).filter(value -> !value.isEmpty()).distinct().toList();
    }
}
