package com.metricai.api.web;

import com.metricai.api.panel.BadParameter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which field of a body cannot be read, and what would be. */
final class UnreadableBody {
    private static final String WHOLE = "body";

    private UnreadableBody() {}

    static BadParameter explained(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown ->
                new BadParameter(
                        unknown.getPropertyName(),
                        "there is no field " + unknown.getPropertyName() + " here"
                                + (unknown.getKnownPropertyIds() == null
                                        ? ""
                                        : "; the fields are "
                                                + unknown.getKnownPropertyIds().stream()
                                                        .map(String::valueOf)
                                                        .sorted()
                                                        .collect(Collectors.joining(", "))));
            case MismatchedInputException mismatch
            when !mismatch.getPath().isEmpty() -> {
                String field = field(mismatch.getPath());
                yield new BadParameter(field, field + " must be there, as " + kind(mismatch.getTargetType()));
            }
            case null -> new BadParameter(WHOLE, "the body is empty: send a JSON object");
            default -> new BadParameter(WHOLE, "the body is not a JSON object, or names a field twice");
        };
    }

    /** The outermost name: what is within a list is told apart by the caller. */
    private static String field(List<JacksonException.Reference> path) {
        String name = path.getFirst().getPropertyName();
        return name == null ? WHOLE : name;
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "the description at /api/openapi.json says";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
