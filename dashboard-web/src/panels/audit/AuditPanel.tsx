import './audit.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type AuditSearch, parseAudit } from '@/lib/audit';
import { shortInstant } from '@/lib/days';
import { today } from '@/lib/filters';
import { person } from '@/lib/format';
import { say } from '@/lib/toasts';
import { AdminHead, AdminTable, type Head, Older } from '@/ui/AdminPage';
import { DaysPicker } from '@/ui/DaysPicker';
import { FormProblem } from '@/ui/Fields';
import { Icon } from '@/ui/Icon';
import { Bones, Failed } from '@/ui/States';
import { useAction } from '@/ui/useAction';
import { type AuditEntry, type AuditOf, auditQuery, saveAudit } from './api';
import { aboutWhat, actionName, ACTIONS, browser, headline } from './shape';

const HEADS: readonly Head[] = [
  ['Time (UTC)'],
  ['Who', 'hide-phone'],
  ['What'],
  ['Details', 'hide-phone'],
  ['From', 'hide-phone'],
];

const CAUSES = {
  org: 'Who did what, when and from where: kept for a year, and nobody can change or delete an entry.',
  installation:
    'What belongs to no organisation: who was refused and is a member of none, and what operators did. Kept for a year.',
} as const;

export function AuditPanel({ of = 'org' }: { of?: AuditOf }) {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const filters = useMemo(() => parseAudit(raw), [raw]);
  const navigate = useNavigate();
  const answer = useInfiniteQuery(auditQuery(of, filters));
  const saving = useAction(saveAudit, { done: () => say('The audit log is saved as CSV. That is written down, too.') });
  const entries = answer.data?.pages.flatMap((page) => page.entries);
  const filtered = Object.keys(filters).length > 0;
  const change = (next: Partial<Record<keyof AuditSearch, string | undefined>>) =>
    void navigate({
      to: '.',
      search: (now: Record<string, unknown>) => ({ ...now, ...next }),
      replace: true,
      resetScroll: false,
    } as never);
  const clear = () =>
    change({ from: undefined, to: undefined, actor: undefined, action: undefined, outcome: undefined });
  return (
    <>
      <AdminHead
        eyebrow="Audit log"
        title={
          entries
            ? headline(
                entries.length,
                entries.filter((entry) => entry.outcome === 'denied').length,
                answer.hasNextPage,
                filtered,
              )
            : 'Audit log'
        }
        cause={CAUSES[of]}
        tools={
          <button
            type="button"
            className="btn"
            disabled={saving.pending || !entries}
            onClick={() => saving.run(of, filters)}
          >
            <Icon name="save" /> {saving.pending ? 'Saving…' : 'CSV'}
          </button>
        }
      />
      <FormProblem problem={saving.problem} />
      <section className="panel" aria-label="Entries">
        <div className="table-bar audit-filters" role="group" aria-label="Filters">
          <ActorFilter key={filters.actor ?? ''} actor={filters.actor ?? ''} change={(actor) => change({ actor })} />
          <select
            className="input small"
            aria-label="Action"
            value={filters.action ?? ''}
            onChange={(event) => change({ action: event.target.value || undefined })}
          >
            <option value="">every action</option>
            {ACTIONS.map(([action, name]) => (
              <option key={action} value={action}>
                {name}
              </option>
            ))}
            {filters.action && !ACTIONS.some(([action]) => action === filters.action) && (
              <option value={filters.action}>{filters.action}</option>
            )}
          </select>
          <select
            className="input small"
            aria-label="Outcome"
            value={filters.outcome ?? ''}
            onChange={(event) => change({ outcome: event.target.value || undefined })}
          >
            <option value="">done and refused</option>
            <option value="done">done</option>
            <option value="denied">refused</option>
          </select>
          <DaysPicker from={filters.from} to={filters.to} today={today()} change={(from, to) => change({ from, to })} />
          {filtered && (
            <button type="button" className="btn quiet" onClick={clear}>
              Drop the filters
            </button>
          )}
        </div>
        {!entries && answer.error && (
          <Failed what="Audit log" error={answer.error} retry={() => void answer.refetch()} />
        )}
        {!entries && !answer.error && (
          <div className="table-bar">
            <Bones rows={10} height={16} />
          </div>
        )}
        {entries && entries.length === 0 && (
          <div className="said">
            <b>No entries</b>
            {filtered && of === 'org' && (
              <span>Refused sign-ins of strangers belong to no organisation: operators see them.</span>
            )}
          </div>
        )}
        {entries && entries.length > 0 && (
          <AdminTable name="Audit log" heads={HEADS} stale={answer.isPlaceholderData}>
            {entries.map((entry) => (
              <Row key={entry.id} entry={entry} />
            ))}
          </AdminTable>
        )}
        <Older answer={answer} label="Load older entries" />
      </section>
    </>
  );
}

/** Applied with Enter or when the field is left, so that half an address is not asked for. */
function ActorFilter({ actor, change }: { actor: string; change: (actor: string | undefined) => void }) {
  const [text, setText] = useState(actor);
  const apply = () => {
    if (text.trim() !== actor) change(text.trim() || undefined);
  };
  return (
    <form
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Icon name="search" />
      <input
        type="search"
        data-search
        aria-label="Who"
        placeholder="Who, as an address"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={apply}
      />
      <kbd className="hide-phone">/</kbd>
    </form>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  const denied = entry.outcome === 'denied';
  const about = aboutWhat(entry);
  return (
    <tr>
      <td className="second" title={entry.at}>
        {shortInstant(entry.at)}
        <span className="only-phone small muted who">{person(entry.actor)}</span>
      </td>
      <td className="long hide-phone" title={entry.actor}>
        {entry.actor || '–'}
      </td>
      <td className="wrap">
        {denied && <span className="tag bad">refused</span>}{' '}
        {entry.action === 'denied' && denied ? '' : actionName(entry.action)}{' '}
        {(about.name || about.id) && (
          <span className="second subject" title={entry.subject}>
            {about.name} {about.id && <code className="muted">{about.id}</code>}
          </span>
        )}
        {about.detail && <span className="only-phone small muted detail">{about.detail}</span>}
      </td>
      <td className="wrap second hide-phone detail">
        <span className="clamp" title={entry.detail}>
          {about.detail || '–'}
        </span>
      </td>
      <td className="second hide-phone" title={entry.userAgent ?? undefined}>
        {entry.ip || '–'}
        {entry.userAgent && <span className="sub">{browser(entry.userAgent)}</span>}
      </td>
    </tr>
  );
}
