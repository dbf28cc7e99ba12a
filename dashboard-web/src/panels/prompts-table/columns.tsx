import { Link } from '@tanstack/react-router';
import type { PromptLine } from '@/lib/api/prompts';
import { shortInstant } from '@/lib/days';
import {
  cents,
  compact,
  count,
  duration,
  fineCents,
  modelName,
  NONE,
  person,
  plural,
  repoName,
  shortId,
} from '@/lib/format';
import { failuresOf, requestsOf, subagentsOf } from '@/lib/prompts-table';
import { sumOf } from '@/lib/stats';
import type { Column } from '@/ui/Grid';

const dashed = (value: number): string => (value === 0 ? NONE : count(value));

export const columnsOf = (rows: readonly PromptLine[]): Column<PromptLine>[] => [
  {
    id: 'started',
    title: 'Prompt',
    value: (row) => row.startedAt,
    draw: (row) => (
      <>
        <Link to="/prompts/$promptId" params={{ promptId: row.promptId }} search={true} title={row.promptId}>
          <code>{shortId(row.promptId)}</code>
        </Link>
        <span className="sub">{shortInstant(row.startedAt)}</span>
      </>
    ),
    total: plural(rows.length, 'prompt'),
  },
  { id: 'user', title: 'Developer', value: (row) => person(row.user), hidePhone: true, total: '' },
  { id: 'repo', title: 'Repo', value: (row) => repoName(row.repo), hidePhone: true, total: '' },
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
    id: 'time',
    title: 'Time',
    num: true,
    hidePhone: true,
    value: (row) => row.durationMs,
    draw: (row) => duration(row.durationMs),
    total: '',
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
  { id: 'requests', title: 'Requests', num: true, hidePhone: true, value: requestsOf, total: '' },
  { id: 'tools', title: 'Tool calls', num: true, hidePhone: true, value: (row) => row.toolCalls, total: '' },
  {
    id: 'failed',
    title: 'Failed',
    num: true,
    hidePhone: true,
    value: failuresOf,
    draw: (row) => dashed(failuresOf(row)),
    total: '',
  },
  {
    id: 'rejects',
    title: 'Rejected',
    num: true,
    hidePhone: true,
    value: (row) => row.rejects,
    draw: (row) => dashed(row.rejects),
    total: '',
  },
  {
    id: 'subagents',
    title: 'Subagents',
    num: true,
    hidePhone: true,
    value: (row) => row.subagents,
    draw: subagentsOf,
    total: '',
  },
  {
    id: 'models',
    title: 'Models',
    hidePhone: true,
    value: (row) => row.models.map(modelName).join(', '),
    total: '',
  },
];
