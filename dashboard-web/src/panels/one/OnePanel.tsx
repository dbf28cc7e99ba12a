import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { isPerModel, lengthName } from '@/lib/filters';
import { compare } from '@/lib/groups';
import { nameOf } from '@/lib/names';
import { useScope } from '@/lib/useScope';
import { Figures } from '@/ui/Figures';
import { RichText } from '@/ui/Page';
import { Bones, Failed } from '@/ui/States';
import { type OneOf, SPLIT, useOne } from './api';
import { oneFigures, tellOne } from './shape';

const UP = { user: ['/people', 'People'], repo: ['/repos', 'Repos'], model: ['/models', 'Models'] } as const;

/** What one person, repo or model cost, and why. The page pins the scope to it. */
export function OnePanel({ by, id }: { by: OneOf; id: string }) {
  const { scope, previous } = useScope();
  const answer = useOne(scope, previous, by);
  const { data } = answer;
  const length = lengthName(scope);
  const perModel = isPerModel(scope);
  const shaped = useMemo(() => {
    if (!data) return null;
    const [now, before, parts, partsBefore, models, modelsBefore, days, peers, everyone, teams, users] = data;
    const groups = compare(SPLIT[by], parts.rows, partsBefore.rows);
    return {
      told: tellOne({
        by,
        length,
        now: now.rows[0],
        before: before.rows[0],
        parts: groups,
        models: compare('model', models.rows, modelsBefore.rows),
        everyone: everyone.rows[0],
      }),
      figures: oneFigures({
        by,
        now: now.rows[0],
        before: before.rows[0],
        days: days.rows,
        peers: peers.rows,
        everyone: everyone.rows[0],
        people: users.rows.filter((row) => row.costUsd > 0 && row.user !== '').length,
        perModel,
      }),
      team: by === 'model' ? undefined : [...teams.rows].sort((a, b) => b.costUsd - a.costUsd)[0]?.team,
    };
  }, [data, by, length, perModel]);
  return (
    <>
      <nav className="crumbs" aria-label="Where you are">
        <Link to={UP[by][0]} search={true}>
          {UP[by][1]}
        </Link>
        <span aria-hidden="true">›</span>
        <span title={id}>{by === 'user' ? id : nameOf(by, id)}</span>
        {shaped?.team && <span className="tag">{shaped.team}</span>}
      </nav>
      <h1>{shaped ? shaped.told.headline : nameOf(by, id)}</h1>
      {shaped && shaped.told.cause.length > 0 && (
        <p className="cause">
          <RichText parts={shaped.told.cause} />
        </p>
      )}
      {answer.error && !data && <Failed what="The figures" error={answer.error} retry={answer.retry} />}
      {!answer.error && !shaped && <Bones rows={4} />}
      {shaped && <Figures figures={shaped.figures} />}
    </>
  );
}
