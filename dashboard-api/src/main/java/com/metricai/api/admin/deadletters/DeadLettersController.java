package com.metricai.api.admin.deadletters;

import com.metricai.api.admin.Given;
import com.metricai.api.admin.deadletters.DeadLetter.Count;
import com.metricai.api.admin.deadletters.DeadLetter.Whole;
import com.metricai.api.panel.BadParameter;
import com.metricai.api.panel.Limit;
import com.metricai.store.access.Actor;
import com.metricai.store.access.ChangeRefused;
import com.metricai.store.deadletter.DeadLetterRequests;
import com.metricai.store.deadletter.DeadLetterRequests.Action;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ops/dlq")
class DeadLettersController {
    private static final Set<String> STATES = Set.of("waiting", "replayed", "discarded", "gone");

    /**
     * Dead letters, the newest first.
     *
     * @param counts of all there are, whatever was asked for
     * @param next what {@code before} is in the next request; null: there are no older ones
     */
    record Page(
            List<Count> counts,
            List<DeadLetter> deadLetters,
            @Nullable Long next) {}

    record OfReason(@Nullable String reason) {}

    /** To how many it applies. */
    record Asked(int asked) {}

    private final DeadLettersQuery query;
    private final DeadLetterRequests requests;

    DeadLettersController(DeadLettersQuery query, DeadLetterRequests requests) {
        this.query = query;
        this.requests = requests;
    }

    @Operation(
            summary =
                    "Exports that could not be read, the newest first, and how many there are by reason; for operators")
    @GetMapping
    Page list(
            @RequestParam(required = false, defaultValue = "") String reason,
            @RequestParam(required = false, defaultValue = "") String org,
            @RequestParam(required = false, defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        if (!state.isEmpty() && !STATES.contains(state)) {
            throw new BadParameter("state", "state is waiting, replayed, discarded or gone");
        }
        int size = Limit.parse(limit);
        Long from = before == null || before.isBlank() ? null : id("before", before);
        List<DeadLetter> found = query.list(new DeadLettersQuery.Filter(reason, org, state), from, size + 1);
        boolean more = found.size() > size;
        List<DeadLetter> page = more ? found.subList(0, size) : found;
        return new Page(query.counts(), page, more ? page.getLast().id() : null);
    }

    @Operation(summary = "One of them, with all that is known and nothing that it says")
    @GetMapping("/{id}")
    Whole one(@PathVariable String id) {
        return query.one(known(id)).orElseThrow(() -> ChangeRefused.missing("There is no such dead letter."));
    }

    @Operation(summary = "Has it read once more, within seconds; 409 when it no longer waits")
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Whole replay(@PathVariable String id, Actor actor) {
        return ask(Action.REPLAY, id, actor);
    }

    @Operation(summary = "Gives it up; 409 when it no longer waits")
    @PostMapping("/{id}/discard")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Whole discard(@PathVariable String id, Actor actor) {
        return ask(Action.DISCARD, id, actor);
    }

    @Operation(summary = "Has all that wait for a reason read once more")
    @PostMapping("/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked replayAll(Actor actor, @RequestBody OfReason body) {
        return new Asked(requests.askAll(Action.REPLAY, Given.required("reason", body.reason()), actor));
    }

    @Operation(summary = "Gives up all that wait for a reason")
    @PostMapping("/discard")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked discardAll(Actor actor, @RequestBody OfReason body) {
        return new Asked(requests.askAll(Action.DISCARD, Given.required("reason", body.reason()), actor));
    }

    private Whole ask(Action action, String id, Actor actor) {
        long number = known(id);
        requests.ask(action, number, actor);
        return query.one(number).orElseThrow();
    }

    /** An id of a path: what is no number names nothing. */
    private static long known(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw ChangeRefused.missing("There is no such dead letter.");
        }
    }

    private static long id(String parameter, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadParameter(parameter, parameter + " is the `next` of an earlier answer");
        }
    }
}
