import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { lengthName } from '@/lib/filters';
import { compare } from '@/lib/groups';
import { nameOf } from '@/lib/names';
import { useScope } from '@/lib/useScope';
import { Figures } from '@/ui/Figures';
import { RichText } from '@/ui/Page';
import { Bones, Failed } from '@/ui/States';
import { type OneOf, useOne } from './api';
import { oneFigures, tellOne } from './shape';

/** What one person or repo cost, and why. The page pins the scope to it. */
export function OnePanel({ by, id }: { by: OneOf; id: string }) {
  const { scope, previous } = useScope();
  const answer = useOne(scope, previous, by);
  const { data } = answer;
  const length = lengthName(scope);
  const shaped = useMemo(() => {
    if (!data) return null;
    const [now, before, parts, partsBefore, models, modelsBefore, days, peers, everyone, teams] = data;
    const split = by === 'user' ? 'repo' : 'user';
    const groups = compare(split, parts.rows, partsBefore.rows);
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
        people: groups.filter((group) => group.now > 0).length,
      }),
      team: [...teams.rows].sort((a, b) => b.costUsd - a.costUsd)[0]?.team,
    };
  }, [data, by, length]);
  return (
    <>
      <nav className="crumbs" aria-label="Where you are">
        <Link to={by === 'user' ? '/people' : '/repos'} search={true}>
          {by === 'user' ? 'People' : 'Repos'}
        </Link>
        <span aria-hidden="true">›</span>
        <span title={id}>{by === 'user' ? id : nameOf('repo', id)}</span>
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
