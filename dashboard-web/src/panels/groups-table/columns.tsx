import { Link } from '@tanstack/react-router';
import { recentDay } from '@/lib/days';
import { cents, compact, count, duration, fineCents, NONE, percent, plural, signedUsd, usdLike } from '@/lib/format';
import { acceptRatio, hitRatio, type RollupRow } from '@/lib/api/rollups';
import { modelHues } from '@/lib/palette';
import { ratio, sumOf } from '@/lib/stats';
import type { Column } from '@/ui/Grid';
import { SparkColumns } from '@/ui/Spark';
import type { TableBy } from './api';
import { counted, type GroupRow, medians } from './shape';

const NAMES = { user: ['Developer', 'developer'], repo: ['Repo', 'repo'], model: ['Model', 'model'] } as const;

/** 7, 7.5: the middle of two may be between them */
const half = (value: number | null): string =>
  value === null ? NONE : Number.isInteger(value) ? count(value) : value.toFixed(1);

const each = (value: number | null): string => (value === null ? NONE : fineCents(value));

const dashed = (value: number, text: string): string => (value === 0 ? NONE : text);

export interface About {
  /** Of everything; undefined while only some rows are wanted. */
  total: RollupRow | undefined;
  today: string;
  perModel: boolean;
  /** A long range is told by month. */
  byDay: boolean;
  /** Something was there before, so that there are changes. */
  compares: boolean;
  /** Changes are told by the last week alone: who was not there in the week before may still not be new. */
  lastWeek: boolean;
}

/**
 * The columns of people, repos and models; what is not known per model is no column when models are asked for,
 * nor what is not known by day when a long range is told by month.
 */
export function columnsOf(
  by: TableBy,
  rows: readonly GroupRow[],
  { total, today, perModel, byDay, compares, lastWeek }: About,
): Column<GroupRow>[] {
  const middle = by === 'user' ? medians(rows) : null;
  const hues = by === 'model' ? modelHues(rows.map((row) => row.key)) : null;
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
      total: plural(counted(by, rows).length, NAMES[by][1]),
      middle: middle ? 'Median of the active' : undefined,
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
      middle: middle && cents(middle.cost),
    },
    {
      id: 'days',
      title: byDay ? 'Each day' : 'Each month',
      hidePhone: true,
      value: (row) => (byDay ? row.activeDays : row.row.costUsd),
      draw: (row) => <SparkColumns values={row.line} hue={hues?.get(row.key) ?? 'c1'} />,
      total: <SparkColumns values={all} hue="c8" />,
    },
    compares && {
      id: 'change',
      title: 'Change',
      num: true,
      value: (row) => row.change,
      draw: (row) => (row.before === 0 && row.change > 0 && !lastWeek ? 'new' : signedUsd(row.change, write)),
      total: signedUsd(
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
        middle: middle && (middle.perDay === null ? NONE : fineCents(middle.perDay)),
      },
    byDay && {
      id: 'activeDays',
      title: 'Days',
      num: true,
      hidePhone: true,
      value: (row) => row.activeDays,
      draw: (row) => dashed(row.activeDays ?? 0, count(row.activeDays ?? 0)),
      total: '',
      middle: middle && half(middle.days),
    },
    {
      id: 'sessions',
      title: 'Sessions',
      num: true,
      hidePhone: true,
      value: (row) => row.row.sessions,
      draw: (row) => count(row.row.sessions ?? 0),
      total: count(total?.sessions ?? 0),
      middle: middle && half(middle.sessions),
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
      middle: middle && half(middle.prompts),
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
      middle: middle && percent(middle.hit),
    },
    work && {
      id: 'accepted',
      title: 'Accepted',
      num: true,
      hidePhone: true,
      value: (row) => row.accepted,
      draw: (row) => percent(row.accepted),
      total: percent(total ? acceptRatio(total) : null),
      middle: middle && percent(middle.accepted),
    },
    work && {
      id: 'commits',
      title: 'Commits',
      num: true,
      hidePhone: true,
      value: (row) => row.row.commits,
      draw: (row) => dashed(row.row.commits, count(row.row.commits)),
      total: count(sum((row) => row.commits)),
      middle: middle && half(middle.commits),
    },
    work && {
      id: 'perCommit',
      title: 'Per commit',
      num: true,
      hidePhone: true,
      off: true,
      value: (row) => row.perCommit,
      draw: (row) => each(row.perCommit),
      total: each(
        ratio(
          cost,
          sum((row) => row.commits),
        ),
      ),
      middle: middle && each(middle.perCommit),
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
