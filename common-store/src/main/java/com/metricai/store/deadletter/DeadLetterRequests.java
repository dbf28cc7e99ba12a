package com.metricai.store.deadletter;

import com.metricai.store.access.Actor;
import com.metricai.store.access.AuditAction;
import com.metricai.store.access.AuditLog;
import com.metricai.store.access.ChangeRefused;
import java.time.Clock;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * {@code dead_letter_requests}: what operators ask for. The consumer does it within seconds; each request is in the audit
 * log of the installation, which belongs to no org.
 */
public final class DeadLetterRequests {
    /** What may be asked for. */
    public enum Action {
        REPLAY(AuditAction.DEAD_LETTER_REPLAYED),
        DISCARD(AuditAction.DEAD_LETTER_DISCARDED);

        private final AuditAction audited;

        Action(AuditAction audited) {
            this.audited = audited;
        }

        private String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Jdbi jdbi;
    private final AuditLog audit;
    private final Clock clock;

    /**
     * Over one database.
     *
     * @param jdbi connections that begin with BEGIN IMMEDIATE
     */
    public DeadLetterRequests(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.audit = new AuditLog(jdbi, clock);
        this.clock = clock;
    }

    /**
     * Asks for one.
     *
     * @throws ChangeRefused when there is none of that id, or it waits no longer, or something was asked for already
     */
    public void ask(Action action, long id, Actor actor) {
        jdbi.useTransaction(handle -> {
            String state = handle.select("SELECT state FROM dead_letters WHERE id = ?", id)
                    .mapTo(String.class)
                    .findOne()
                    .orElseThrow(() -> ChangeRefused.missing("There is no such dead letter."));
            if (!state.equals("waiting")) {
                throw ChangeRefused.conflict("It was " + state + " already.");
            }
            if (insert(handle, action, "d.id = :value", id, actor) == 0) {
                throw ChangeRefused.conflict("Somebody asked for something already; it is done within seconds.");
            }
            audit.append(handle, "", actor, action.audited, "dead letter " + id, "");
        });
    }

    /** Asks for all that wait for a reason, and that nothing was asked for yet; returns how many those are. */
    public int askAll(Action action, String reason, Actor actor) {
        return jdbi.inTransaction(handle -> {
            int asked = insert(handle, action, "d.reason = :value", reason, actor);
            audit.append(handle, "", actor, action.audited, "all of " + reason, asked + " dead letters");
            return asked;
        });
    }

    private int insert(Handle handle, Action action, String which, Object value, Actor actor) {
        return handle.createUpdate("""
                        INSERT INTO dead_letter_requests (dead_letter_id, action, requested_by, requested_at)
                        SELECT d.id, :action, :by, :now FROM dead_letters d WHERE d.state = 'waiting' AND %s
                        ON CONFLICT DO NOTHING""".formatted(which))
                .bind("action", action.wireName())
                .bind("by", actor.name())
                .bind("now", clock.millis())
                .bind("value", value)
                .execute();
    }
}
