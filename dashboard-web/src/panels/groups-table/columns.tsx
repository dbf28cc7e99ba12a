import { Link } from '@tanstack/react-router';
import { recentDay } from '@/lib/days';
import { cents, compact, count, duration, fineCents, NONE, percent, plural, signedUsd, usdLike } from '@/lib/format';
import { acceptRatio, hitRatio, type RollupRow } from '@/lib/api/rollups';
import { ratio, sumOf } from '@/lib/stats';
import type { Column } from '@/ui/Grid';
import { SparkColumns } from '@/ui/Spark';
import type { TableBy } from './api';
import type { GroupRow } from './shape';

const NAMES = { user: ['Developer', 'developer'], repo: ['Repo', 'repo'], model: ['Model', 'model'] } as const;

const dashed = (value: number, text: string): string => (value === 0 ? NONE : text);

/**
 * The columns of people, repos and models; what is not known per model is no column when models are asked for,
 * nor what is not known by day when a long range is told by month.
 */
export function columnsOf(
  by: TableBy,
  rows: readonly GroupRow[],
  total: RollupRow | undefined,
  today: string,
  perModel: boolean,
  byDay: boolean,
): Column<GroupRow>[] {
  const cost = sumOf(rows, (row) => row.row.costUsd);
  const write = usdLike(Math.max(...rows.map((row) => Math.abs(row.change)), 0));
  const steps = Math.max(0, ...rows.map((row) => row.line.length));
  const all = Array.from({ length: steps }, (_, index) => sumOf(rows, (row) => row.line[index] ?? 0));
  const sum = (measure: (row: RollupRow) => number) => sumOf(rows, (row) => measure(row.row));
  const person = by === 'user';
  const work = !perModel;
  const columns: (Column<GroupRow> | false)[] = [
    {
      id: 'name',
      title: NAMES[by][0],
      value: (row) => row.name,
      draw: (row) => <NameLink by={by} row={row} />,
      total: plural(rows.length, NAMES[by][1]),
    },
    person && { id: 'team', title: 'Team', value: (row) => row.team, hidePhone: true, total: '' },
    {
      id: 'cost',
      title: 'Cost',
      num: true,
      main: true,
      value: (row) => row.row.costUsd,
      draw: (row) => fineCents(row.row.costUsd),
      total: cents(cost),
    },
    {
      id: 'days',
      title: byDay ? 'Each day' : 'Each month',
      hidePhone: true,
      value: (row) => (byDay ? row.activeDays : row.row.costUsd),
      draw: (row) => <SparkColumns values={row.line} />,
      total: <SparkColumns values={all} grey />,
    },
    {
      id: 'change',
      title: 'Change',
      num: true,
      hidePhone: true,
      value: (row) => row.change,
      draw: (row) => (row.before === 0 && row.change > 0 ? 'new' : signedUsd(row.change, write)),
      total: rows.every((row) => row.before === 0)
        ? ''
        : signedUsd(
            sumOf(rows, (row) => row.change),
            write,
          ),
    },
    person &&
      byDay && {
        id: 'perDay',
        title: 'Per day',
        num: true,
        hidePhone: true,
        value: (row) => row.costPerDay,
        draw: (row) => (row.costPerDay === null ? NONE : fineCents(row.costPerDay)),
        total: '',
      },
    byDay && {
      id: 'activeDays',
      title: 'Days',
      num: true,
      hidePhone: true,
      value: (row) => row.activeDays,
      draw: (row) => dashed(row.activeDays ?? 0, count(row.activeDays ?? 0)),
      total: '',
    },
    {
      id: 'sessions',
      title: 'Sessions',
      num: true,
      hidePhone: true,
      value: (row) => row.row.sessions,
      draw: (row) => count(row.row.sessions ?? 0),
      total: count(total?.sessions ?? 0),
    },
    work && {
      id: 'prompts',
      title: 'Prompts',
      num: true,
      hidePhone: true,
      value: (row) => row.row.prompts,
      // Who sends metrics alone has sessions and no prompts: that is not known, not none.
      draw: (row) => (row.row.prompts === 0 && (row.row.sessions ?? 0) > 0 ? NONE : count(row.row.prompts)),
      total: count(sum((row) => row.prompts)),
    },
    {
      id: 'requests',
      title: 'Requests',
      num: true,
      hidePhone: true,
      off: work,
      value: (row) => row.row.apiRequests,
      draw: (row) => count(row.row.apiRequests),
      total: count(sum((row) => row.apiRequests)),
    },
    {
      id: 'errors',
      title: 'Errors',
      num: true,
      hidePhone: true,
      off: work,
      value: (row) => row.row.apiErrors,
      draw: (row) => dashed(row.row.apiErrors, count(row.row.apiErrors)),
      total: count(sum((row) => row.apiErrors)),
    },
    {
      id: 'output',
      title: 'Output',
      num: true,
      hidePhone: true,
      off: work,
      value: (row) => row.row.outputTokens,
      draw: (row) => compact(row.row.outputTokens),
      total: compact(sum((row) => row.outputTokens)),
    },
    {
      id: 'hit',
      title: 'Cache hit',
      num: true,
      hidePhone: true,
      value: (row) => row.hit,
      draw: (row) => <span className={row.lowHit && person ? 'flag' : undefined}>{percent(row.hit)}</span>,
      total: percent(total ? hitRatio(total) : null),
    },
    work && {
      id: 'accepted',
      title: 'Accepted',
      num: true,
      hidePhone: true,
      value: (row) => row.accepted,
      draw: (row) => percent(row.accepted),
      total: percent(total ? acceptRatio(total) : null),
    },
    work && {
      id: 'commits',
      title: 'Commits',
      num: true,
      hidePhone: true,
      value: (row) => row.row.commits,
      draw: (row) => dashed(row.row.commits, count(row.row.commits)),
      total: count(sum((row) => row.commits)),
    },
    work && {
      id: 'lines',
      title: 'Lines',
      num: true,
      hidePhone: true,
      value: (row) => row.row.linesAdded,
      draw: (row) => lines(row.row),
      total: `+${compact(sum((row) => row.linesAdded))} −${compact(sum((row) => row.linesRemoved))}`,
    },
    work && {
      id: 'failures',
      title: 'Tools failed',
      num: true,
      hidePhone: true,
      off: true,
      value: (row) => ratio(row.row.toolFailures, row.row.toolCalls),
      draw: (row) => percent(ratio(row.row.toolFailures, row.row.toolCalls)),
      total: '',
    },
    work && {
      id: 'waited',
      title: 'Waited',
      num: true,
      hidePhone: true,
      off: true,
      value: (row) => row.row.blockedMs,
      draw: (row) => dashed(row.row.blockedMs, duration(row.row.blockedMs)),
      total: duration(sum((row) => row.blockedMs)),
    },
    byDay && {
      id: 'last',
      title: 'Last active',
      num: true,
      hidePhone: true,
      value: (row) => row.lastDay,
      draw: (row) => (row.lastDay === null ? NONE : recentDay(row.lastDay, today)),
      total: '',
    },
  ];
  return columns.filter((column) => column !== false);
}

const lines = (row: RollupRow): string =>
  row.linesAdded + row.linesRemoved === 0 ? NONE : `+${compact(row.linesAdded)} −${compact(row.linesRemoved)}`;

function NameLink({ by, row }: { by: TableBy; row: GroupRow }) {
  if (row.key === '') return <span className="muted">{row.name}</span>;
  if (by === 'user') {
    return (
      <Link to="/people/$user" params={{ user: row.key }} search={true} title={row.key}>
        {row.name}
      </Link>
    );
  }
  if (by === 'repo') {
    return (
      <Link to="/repos/$repo" params={{ repo: row.key }} search={true} title={row.key}>
        {row.name}
      </Link>
    );
  }
  return (
    <Link to="/models/$model" params={{ model: row.key }} search={true} title={row.key}>
      {row.key}
    </Link>
  );
}
