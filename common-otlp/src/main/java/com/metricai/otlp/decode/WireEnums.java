package com.metricai.otlp.decode;

import com.metricai.otlp.AggregationTemporality;
import com.metricai.otlp.SeverityNumber;
import com.metricai.otlp.SpanKind;
import com.metricai.otlp.StatusCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enum as it is sent: by number (its place in the declaration), in JSON also by name with a prefix.
 *
 * @param prefix as in {@code SPAN_KIND_INTERNAL}
 */
record WireEnums<E extends Enum<E>>(String prefix, List<E> byNumber) {
    static final WireEnums<SpanKind> SPAN_KIND = new WireEnums<>("SPAN_KIND_", List.of(SpanKind.values()));
    static final WireEnums<StatusCode> STATUS_CODE = new WireEnums<>("STATUS_CODE_", List.of(StatusCode.values()));
    static final WireEnums<SeverityNumber> SEVERITY_NUMBER =
            new WireEnums<>("SEVERITY_NUMBER_", List.of(SeverityNumber.values()));
    static final WireEnums<AggregationTemporality> AGGREGATION_TEMPORALITY =
            new WireEnums<>("AGGREGATION_TEMPORALITY_", List.of(AggregationTemporality.values()));

    /** {@code null} for a number that this version does not know. */
    @Nullable
    E ofNumber(long number) {
        return number >= 0 && number < byNumber.size() ? byNumber.get((int) number) : null;
    }

    /** {@code null} for a name that this version does not know. */
    @Nullable
    E ofName(String name) {
        if (name.startsWith(prefix)) {
            for (E value : byNumber) {
                if (name.length() == prefix.length() + value.name().length() && name.endsWith(value.name())) {
                    return value;
                }
            }
        }
        return null;
    }
}
