import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PromptLine } from '@/lib/api/prompts';
import { downloadCsv } from '@/lib/csv';
import { shortInstant } from '@/lib/days';
import { rangeName } from '@/lib/filters';
import { cents, compact, count, duration, modelName, NONE, person, plural, repoName, shortId } from '@/lib/format';
import { sumOf } from '@/lib/stats';
import { useScope } from '@/lib/useScope';
import { useTogether } from '@/ui/Answer';
import { type Column, Grid, SearchBox } from '@/ui/Grid';
import { Icon } from '@/ui/Icon';
import { Bones, Failed } from '@/ui/States';
import { topPromptsQuery } from './api';
import { LIMIT, promptsCsv, promptsHeadline } from './shape';

const dashed = (value: number): string => (value === 0 ? NONE : count(value));

const columnsOf = (rows: readonly PromptLine[]): Column<PromptLine>[] => [
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
    draw: (row) => cents(row.costUsd),
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
  { id: 'requests', title: 'Requests', num: true, hidePhone: true, value: (row) => row.apiRequests, total: '' },
  { id: 'tools', title: 'Tool calls', num: true, hidePhone: true, value: (row) => row.toolCalls, total: '' },
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
    draw: (row) => (row.subagents === 0 ? NONE : `${row.subagents} · ${row.maxDepth} deep`),
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

/** The most expensive prompts of these days, up to a thousand. */
export function PromptsTablePanel() {
  const { scope, search } = useScope();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const answer = useTogether(useQuery(topPromptsQuery(scope, LIMIT)));
  const rows = answer.data?.[0].prompts;
  const wanted = text.trim().toLowerCase();
  const found = rows?.filter((row) =>
    `${row.promptId} ${row.user} ${row.repo} ${row.models.join(' ')}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className="head-row">
        <div>
          <p className="eyebrow">Prompts · {rangeName(search).toLowerCase()}</p>
          <h1>{rows ? promptsHeadline(rows) : 'Prompts'}</h1>
        </div>
        <div className="tools">
          <SearchBox label="Find a prompt" value={text} onChange={setText} />
          <button
            type="button"
            className="btn"
            disabled={!found}
            onClick={() => found && downloadCsv(promptsCsv(found))}
          >
            <Icon name="save" /> CSV
          </button>
        </div>
      </div>
      {!rows && !answer.error && <Bones rows={12} height={18} />}
      {!rows && answer.error && <Failed what="Prompts" error={answer.error} retry={answer.retry} />}
      {found && found.length > 0 && (
        <div style={answer.stale ? { opacity: 0.6 } : undefined}>
          <Grid
            name="Prompts"
            rows={found}
            columns={columnsOf(found)}
            rowKey={(row) => row.promptId}
            sort="cost"
            onOpen={(row) =>
              void navigate({ to: '/prompts/$promptId', params: { promptId: row.promptId }, search: true })
            }
          />
        </div>
      )}
      <p className="note">The text of a prompt is never stored. Times are UTC.</p>
    </>
  );
}
