import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { meQuery } from '@/lib/api/me';
import { comparedColumns, comparisonInFull, isLastWeek, isPerModel, rangeName } from '@/lib/filters';
import { uncapital } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { ColumnChoice, useColumnChoice } from '@/ui/ColumnChoice';
import { useAsked } from '@/ui/Answer';
import { ListView } from '@/ui/ListView';
import { type TableBy, useGroups } from './api';
import { columnsOf } from './columns';
import { type GroupRow, groupsHeadline, groupsTable, shapeGroups } from './shape';

const WORDS = {
  user: { title: 'People', find: 'Find a developer' },
  repo: { title: 'Repos', find: 'Find a repo' },
  model: { title: 'Models', find: 'Find a model' },
} as const;

/** People, repos or models as a table. */
export function GroupsTablePanel({ by }: { by: TableBy }) {
  const { scope: asked, changes, search, today } = useScope();
  const navigate = useNavigate();
  const answer = useGroups(asked, changes, by);
  const { data } = answer;
  const { scope, compared } = useAsked(answer, { scope: asked, compared: changes });
  const { data: me } = useQuery(meQuery);
  const pseudonyms = by === 'user' && me?.pseudonymous && me.role === 'viewer';
  const perModel = by === 'model' || isPerModel(scope);
  const rows = useMemo(
    () =>
      data &&
      shapeGroups({
        by,
        now: data[0].rows,
        full: data[1].rows,
        before: data[2].rows,
        series: data[3],
        teams: data[4].rows,
        total: data[5].rows[0],
      }),
    [data, by],
  );
  const compares = rows?.some((row) => row.before > 0) ?? false;
  const columns = (found: readonly GroupRow[], searched: boolean) =>
    columnsOf(by, found, {
      total: searched ? undefined : data?.[5].rows[0],
      today,
      perModel,
      byDay: data?.[3].step !== 'month',
      compares,
      lastWeek: isLastWeek(scope, compared),
    });
  const [isOn, choice] = useColumnChoice(by, columns([], false));
  const open = ({ key }: GroupRow) => {
    if (key === '') return;
    if (by === 'user') void navigate({ to: '/people/$user', params: { user: key }, search: true });
    if (by === 'repo') void navigate({ to: '/repos/$repo', params: { repo: key }, search: true });
    if (by === 'model') void navigate({ to: '/models/$model', params: { model: key }, search: true });
  };
  return (
    <ListView
      title={WORDS[by].title}
      eyebrow={`${WORDS[by].title} · ${uncapital(rangeName(search))}`}
      find={WORDS[by].find}
      answer={{ ...answer, data: rows }}
      headline={(all) => groupsHeadline(by, all)}
      words={(row) => `${row.key} ${row.team}`}
      columns={(found, searched) => columns(found, searched).filter((column) => isOn(column.id))}
      table={(found) =>
        groupsTable(by, found, perModel, compares ? comparedColumns(scope, compared, 'cost_usd') : null)
      }
      rowKey={(row) => row.key}
      sort="cost"
      onOpen={open}
      tools={<ColumnChoice columns={columns([], false)} choice={choice} />}
      note={() => (
        <>
          {compares && `Change: ${comparisonInFull(scope, compared)}. `}
          <span className="hide-phone">
            Each sparkline has its own scale: read the shape there, the size in Cost.{' '}
            {by === 'user' && 'Per day: cost per day with activity. '}
          </span>
          Days are UTC.
          {pseudonyms && ' Names are pseudonyms: your organisation hides who is who from viewers.'}
          {by === 'model' && ' A session that used several models counts for each, and once in the total.'}
          {perModel && by !== 'model' && ' Prompts, acceptance, commits and lines are not known per model.'}
        </>
      )}
    />
  );
}
