import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '@/lib/csv';
import { shortInstant } from '@/lib/days';
import { rangeName } from '@/lib/filters';
import { cents, compact, count, duration, NONE, person, plural, repoName, shortId, usd } from '@/lib/format';
import { sumOf } from '@/lib/stats';
import { useScope } from '@/lib/useScope';
import type { Session } from '@/lib/api/sessions';
import { useTogether } from '@/ui/Answer';
import { type Column, Grid, SearchBox } from '@/ui/Grid';
import { Icon } from '@/ui/Icon';
import { Bones, Failed } from '@/ui/States';
import { sessionsQuery } from './api';
import { sessionsTable } from './shape';

const LIMIT = 1000;

export const sessionColumns = (rows: readonly Session[]): Column<Session>[] => [
  {
    id: 'started',
    title: 'Session',
    value: (row) => row.startedAt,
    draw: (row) => (
      <>
        <Link to="/sessions/$sessionId" params={{ sessionId: row.sessionId }} search={true} title={row.sessionId}>
          <code>{shortId(row.sessionId, 6)}</code>
        </Link>
        <span className="sub">{shortInstant(row.startedAt)}</span>
      </>
    ),
    total: plural(rows.length, 'session'),
  },
  { id: 'user', title: 'Developer', value: (row) => person(row.user), hidePhone: true, total: '' },
  { id: 'repo', title: 'Repo', value: (row) => repoName(row.repo), hidePhone: true, total: '' },
  { id: 'team', title: 'Team', value: (row) => row.team, hidePhone: true, total: '' },
  {
    id: 'cost',
    title: 'Cost',
    num: true,
    main: true,
    value: (row) => row.costUsd,
    draw: (row) => cents(row.costUsd),
    total: cents(sumOf(rows, (row) => row.costUsd)),
  },
  {
    id: 'length',
    title: 'Length',
    num: true,
    hidePhone: true,
    value: (row) => Date.parse(row.endedAt) - Date.parse(row.startedAt),
    draw: (row) => duration(Math.max(0, Date.parse(row.endedAt) - Date.parse(row.startedAt))),
    total: '',
  },
  {
    id: 'prompts',
    title: 'Prompts',
    num: true,
    hidePhone: true,
    value: (row) => row.prompts,
    total: count(sumOf(rows, (row) => row.prompts)),
  },
  {
    id: 'tokens',
    title: 'Tokens',
    num: true,
    hidePhone: true,
    value: (row) => row.totalTokens,
    draw: (row) => compact(row.totalTokens),
    total: compact(sumOf(rows, (row) => row.totalTokens)),
  },
  {
    id: 'tools',
    title: 'Tool calls',
    num: true,
    hidePhone: true,
    value: (row) => row.toolCalls,
    draw: (row) => count(row.toolCalls),
    total: count(sumOf(rows, (row) => row.toolCalls)),
  },
  {
    id: 'errors',
    title: 'Errors',
    num: true,
    hidePhone: true,
    value: (row) => row.apiErrors,
    draw: (row) => (row.apiErrors === 0 ? NONE : count(row.apiErrors)),
    total: count(sumOf(rows, (row) => row.apiErrors)),
  },
];

/** The latest sessions, up to a thousand. */
export function SessionsTablePanel() {
  const { scope, search } = useScope();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const answer = useTogether(useQuery(sessionsQuery(scope, LIMIT)));
  const rows = answer.data?.[0].sessions;
  const wanted = text.trim().toLowerCase();
  const found = rows?.filter((row) =>
    `${row.sessionId} ${row.user} ${row.repo} ${row.team}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className="head-row">
        <div>
          <p className="eyebrow">Sessions · {rangeName(search).toLowerCase()}</p>
          <h1>
            {rows
              ? rows.length === 0
                ? 'No sessions in these days.'
                : rows.length >= LIMIT
                  ? `The latest ${count(LIMIT)} sessions.`
                  : `${plural(rows.length, 'session')} cost ${usd(sumOf(rows, (row) => row.costUsd))}.`
              : 'Sessions'}
          </h1>
        </div>
        <div className="tools">
          <SearchBox label="Find a session" value={text} onChange={setText} />
          <button
            type="button"
            className="btn"
            disabled={!found}
            onClick={() => found && downloadCsv(sessionsTable(found))}
          >
            <Icon name="save" /> CSV
          </button>
        </div>
      </div>
      {!rows && !answer.error && <Bones rows={12} height={18} />}
      {!rows && answer.error && <Failed what="Sessions" error={answer.error} retry={answer.retry} />}
      {found && found.length > 0 && (
        <div style={answer.stale ? { opacity: 0.6 } : undefined}>
          <Grid
            name="Sessions"
            rows={found}
            columns={sessionColumns(found)}
            rowKey={(row) => row.sessionId}
            sort="started"
            onOpen={(row) =>
              void navigate({ to: '/sessions/$sessionId', params: { sessionId: row.sessionId }, search: true })
            }
          />
        </div>
      )}
      <p className="note">Times are UTC. Numbers are those of the whole session.</p>
    </>
  );
}
