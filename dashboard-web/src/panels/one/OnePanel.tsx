import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { comparisonInFull, comparisonName } from '@/lib/filters';
import { compare } from '@/lib/groups';
import { isNamed, nameOf } from '@/lib/names';
import { useScope } from '@/lib/useScope';
import { useAsked } from '@/ui/Answer';
import { Figures } from '@/ui/Figures';
import { usePageTable } from '@/ui/PageTables';
import { RichText } from '@/ui/Page';
import { Bones, Failed } from '@/ui/States';
import { type OneOf, SPLIT, useOne } from './api';
import { type OneFacts, oneFigures, type OneNumbers, oneTable, tellOne } from './shape';

const UP = { user: ['/people', 'People'], repo: ['/repos', 'Repos'], model: ['/models', 'Models'] } as const;

/** What one person, repo or model cost, and why. The page pins the scope to it. */
export function OnePanel({ by, id }: { by: OneOf; id: string }) {
  const { scope: asked, changes, today } = useScope();
  const answer = useOne(asked, changes, by);
  const { data } = answer;
  const { scope, compared } = useAsked(answer, { scope: asked, compared: changes });
  const shaped = useMemo(() => {
    if (!data) return null;
    const [all, full, before, parts, partsBefore, models, modelsBefore, days, peers, everyone, teams, users, series] =
      data;
    const input: OneFacts & OneNumbers = {
      by,
      scope,
      compared,
      today,
      all: all.rows[0],
      full: full.rows[0],
      before: before.rows[0],
      parts: compare(SPLIT[by], parts.rows, partsBefore.rows),
      models: compare('model', models.rows, modelsBefore.rows),
      everyone: everyone.rows[0],
      days: days.rows,
      peers: peers.rows,
      peerDays: series,
      people: users.rows.filter((row) => row.costUsd > 0 && isNamed('user', row.user)).length,
    };
    return {
      input,
      told: tellOne(input),
      figures: oneFigures(input),
      compares: (before.rows[0]?.costUsd ?? 0) > 0,
      team: by === 'model' ? undefined : [...teams.rows].sort((a, b) => b.costUsd - a.costUsd)[0]?.team,
    };
  }, [data, by, scope, compared, today]);
  usePageTable('Figures', { data: shaped?.input, error: answer.error }, oneTable);
  return (
    <div className={shaped && answer.stale ? 'stale' : undefined}>
      <nav className="crumbs" aria-label="Where you are">
        <Link to={UP[by][0]} search={true}>
          {UP[by][1]}
        </Link>
        <span aria-hidden="true">›</span>
        <span title={id}>{by === 'user' ? id : nameOf(by, id)}</span>
        {shaped?.team && <span className="tag">{shaped.team}</span>}
        {shaped?.compares && (
          <span className="hide-phone" title={comparisonInFull(scope, compared)}>
            {comparisonName(scope, compared)}
          </span>
        )}
      </nav>
      <h1>{shaped ? shaped.told.headline : nameOf(by, id)}</h1>
      {shaped && shaped.told.cause.length > 0 && (
        <p className="cause">
          <RichText parts={shaped.told.cause} />
        </p>
      )}
      {answer.error && !data && (
        <Failed what="The figures" error={answer.error} at={answer.failedAt} retry={answer.retry} />
      )}
      {!answer.error && !shaped && <Bones rows={4} />}
      {shaped && <Figures figures={shaped.figures} />}
    </div>
  );
}
