import { Link } from '@tanstack/react-router';
import { hasPrompts, lengthOf, type Session } from '@/lib/api/sessions';
import { shortInstant } from '@/lib/days';
import { cents, compact, count, duration, fineCents, NONE, person, plural, repoName, shortId } from '@/lib/format';
import { sumOf } from '@/lib/stats';
import type { Column } from '@/ui/Grid';
import { SparkColumns } from '@/ui/Spark';

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
    value: lengthOf,
    draw: (row) => {
      const length = lengthOf(row);
      return length === null ? NONE : duration(length);
    },
    total: '',
  },
  {
    id: 'shape',
    title: 'Over its time',
    hidePhone: true,
    value: (row) => (row.costParts.length === 0 ? null : row.costParts.filter((cost) => cost > 0).length),
    draw: (row) => (row.costParts.length === 0 ? NONE : <SparkColumns values={row.costParts} />),
    total: '',
  },
  {
    id: 'prompts',
    title: 'Prompts',
    num: true,
    hidePhone: true,
    value: (row) => (hasPrompts(row) ? row.prompts : null),
    draw: (row) => (hasPrompts(row) ? count(row.prompts) : NONE),
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
    value: (row) => (hasPrompts(row) ? row.toolCalls : null),
    draw: (row) => (hasPrompts(row) ? count(row.toolCalls) : NONE),
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
  {
    id: 'commits',
    title: 'Commits',
    num: true,
    hidePhone: true,
    value: (row) => row.commits,
    draw: (row) => known(row.commits),
    total: count(sumOf(rows, (row) => row.commits ?? 0)),
  },
  {
    id: 'lines',
    title: 'Lines added',
    num: true,
    hidePhone: true,
    value: (row) => row.linesAdded,
    draw: (row) => known(row.linesAdded),
    total: compact(sumOf(rows, (row) => row.linesAdded ?? 0)),
  },
  {
    id: 'removed',
    title: 'Lines removed',
    num: true,
    off: true,
    hidePhone: true,
    value: (row) => row.linesRemoved,
    draw: (row) => known(row.linesRemoved),
    total: compact(sumOf(rows, (row) => row.linesRemoved ?? 0)),
  },
  { id: 'source', title: 'Source', off: true, hidePhone: true, value: (row) => row.source, total: '' },
];

const known = (value: number | null): string => (value === null ? NONE : compact(value));
