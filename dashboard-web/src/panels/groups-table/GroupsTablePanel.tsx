import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { downloadCsv } from '@/lib/csv';
import { rangeName } from '@/lib/filters';
import { useScope } from '@/lib/useScope';
import { ColumnChoice, useColumnChoice } from '@/ui/ColumnChoice';
import { Grid, SearchBox } from '@/ui/Grid';
import { Icon } from '@/ui/Icon';
import { Bones, Failed } from '@/ui/States';
import { type TableBy, useGroups } from './api';
import { columnsOf } from './columns';
import { groupsHeadline, groupsTable, medians, shapeGroups } from './shape';

const WORDS = {
  user: { title: 'People', find: 'Find a person' },
  repo: { title: 'Repos', find: 'Find a repo' },
  model: { title: 'Models', find: 'Find a model' },
} as const;

/** People, repos or models as a table. */
export function GroupsTablePanel({ by }: { by: TableBy }) {
  const { scope, previous, search, today } = useScope();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const answer = useGroups(scope, previous, by);
  const { data } = answer;
  const rows = useMemo(
    () =>
      data &&
      shapeGroups({
        by,
        now: data[0].rows,
        before: data[1].rows,
        days: data[2].rows,
        teams: data[3].rows,
        total: data[4].rows[0],
        scope,
      }),
    [data, by, scope],
  );
  const wanted = text.trim().toLowerCase();
  const found = rows?.filter((row) => `${row.key} ${row.team}`.toLowerCase().includes(wanted));
  const all = columnsOf(by, found ?? [], wanted === '' ? data?.[4].rows[0] : undefined, today);
  const [columns, choice] = useColumnChoice(by, all);
  return (
    <>
      <div className="head-row">
        <div>
          <p className="eyebrow">
            {WORDS[by].title} · {rangeName(search).toLowerCase()}
          </p>
          <h1>{rows ? groupsHeadline(by, rows) : WORDS[by].title}</h1>
        </div>
        <div className="tools">
          <SearchBox label={WORDS[by].find} value={text} onChange={setText} />
          <ColumnChoice columns={all} choice={choice} />
          <button
            type="button"
            className="btn"
            disabled={!found}
            onClick={() => found && downloadCsv(groupsTable(by, found))}
          >
            <Icon name="save" /> CSV
          </button>
        </div>
      </div>
      {!rows && !answer.error && <Bones rows={12} height={18} />}
      {!rows && answer.error && <Failed what={WORDS[by].title} error={answer.error} retry={answer.retry} />}
      {found && (
        <>
          <div style={answer.stale ? { opacity: 0.6 } : undefined}>
            <Grid
              name={WORDS[by].title}
              rows={found}
              columns={columns}
              rowKey={(row) => row.key}
              sort="cost"
              onOpen={(row) => {
                if (by === 'user') void navigate({ to: '/people/$user', params: { user: row.key }, search: true });
                if (by === 'repo') void navigate({ to: '/repos/$repo', params: { repo: row.key }, search: true });
              }}
            />
          </div>
          {found.length === 0 && <p className="said">Nothing here is called “{text}” in these days.</p>}
          <p className="note">
            {by === 'user' && `${medians(found)} `}
            Each sparkline has its own scale: read the shape there, the size in Cost. Days are UTC.
            {by === 'user' && ' Per day: cost per day with activity. The title of a name has the whole address.'}
          </p>
        </>
      )}
    </>
  );
}
