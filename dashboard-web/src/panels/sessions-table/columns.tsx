import { Link } from '@tanstack/react-router';
import type { Session } from '@/lib/api/sessions';
import { shortInstant } from '@/lib/days';
import { cents, compact, count, duration, fineCents, NONE, person, plural, repoName, shortId } from '@/lib/format';
import { sumOf } from '@/lib/stats';
import type { Column } from '@/ui/Grid';

export const columnsOf = (rows: readonly Session[]): Column<Session>[] => [
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
    draw: (row) => fineCents(row.costUsd),
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
    // Metrics alone tell of a session, and not of its prompts.
    draw: (row) => (row.prompts === 0 ? NONE : count(row.prompts)),
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
