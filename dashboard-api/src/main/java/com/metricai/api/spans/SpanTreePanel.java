package com.metricai.api.spans;

import com.metricai.api.panel.BadParameter;
import com.metricai.api.panel.Missing;
import com.metricai.api.panel.Viewer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SpanTreePanel {
    private final SpanTreeQuery query;

    SpanTreePanel(SpanTreeQuery query) {
        this.query = query;
    }

    @Operation(summary = "What one prompt set in motion, as a tree in pre-order; by promptId or by traceId")
    @GetMapping("/api/spans/tree")
    SpanTree answer(
            Viewer viewer,
            @Parameter(description = "of the prompt; or else traceId") @RequestParam(required = false) @Nullable
                    String promptId,
            @Parameter(description = "32 hex digits; or else promptId") @RequestParam(required = false) @Nullable
                    String traceId) {
        TreeData data = data(viewer.orgId(), promptId, traceId);
        if (data.isEmpty()) {
            throw new Missing(promptId == null ? "There is no such trace." : "There is no such prompt.");
        }
        return TreeShaper.shape(data, viewer);
    }

    private TreeData data(String orgId, @Nullable String promptId, @Nullable String traceId) {
        if (promptId != null && traceId != null) {
            throw new BadParameter("traceId", "promptId and traceId exclude each other");
        }
        if (promptId != null && !promptId.isEmpty()) {
            return query.byPrompt(orgId, promptId);
        }
        if (traceId != null && !traceId.isEmpty()) {
            return query.byTrace(orgId, traceId.toLowerCase(Locale.ROOT));
        }
        throw new BadParameter("promptId", "one of promptId and traceId is needed");
    }
}
