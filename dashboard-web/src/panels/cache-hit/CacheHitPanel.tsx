import { useQuery } from '@tanstack/react-query';
import { saveRows } from '@/charts/save';
import type { CSSProperties } from 'react';
import type { CacheHit } from '@/lib/api/panels';
import { percent, percentExact, person } from '@/lib/format';
import { useScope } from '@/lib/useScope';
import { useTogether } from '@/ui/Answer';
import { Panel } from '@/ui/Panel';
import { cacheHitQuery } from './api';
import { pictureOf, shapeCache } from './shape';

/** Percent of the axis from where on its two names have room. */
const BESIDE_EACH_OTHER = 65;

export function CacheHitPanel() {
  const { scope, toggle } = useScope();
  const answer = useTogether(useQuery(cacheHitQuery(scope)));
  const cache = answer.data?.[0];
  const model = cache ? shapeCache(cache) : null;
  return (
    <Panel
      title="Cache hit"
      sub={model && (model.of > model.rows.length ? `lowest ${model.rows.length} of ${model.of}` : 'by developer')}
      span={4}
      bonesAs="bars"
      answer={{ ...answer, data: cache }}
      isEmpty={(all: CacheHit) => all.total.hitRatio === null}
      emptyText="No model requests in these days"
      keyFigure={(all) => percentExact(all.total.hitRatio)}
      table={(all) => ({
        name: 'cache-hit',
        columns: ['user', 'input_tokens', 'cache_read_tokens', 'cache_creation_tokens', 'hit_ratio'],
        rows: all.users.map((user) => [
          user.user,
          user.inputTokens,
          user.cacheReadTokens,
          user.cacheCreationTokens,
          user.hitRatio,
        ]),
      })}
      png={(_, about) => model && saveRows(about, 'cache-hit', () => [pictureOf(model)])}
      footer={() => (
        <>
          <span>cache read ÷ (input + read + creation)</span>
          {model && model.allAt <= BESIDE_EACH_OTHER && <span>axis from {percent(model.from)}</span>}
        </>
      )}
    >
      {() =>
        model && (
          <div style={{ '--m': `${model.allAt}%` } as CSSProperties}>
            <p className="dotaxis">
              {model.allAt > BESIDE_EACH_OTHER && <span>from {percent(model.from)}</span>}
              <span className="m">all {percent(model.all)}</span>
            </p>
            <ul className="dots">
              {model.rows.map((row) => (
                <li key={row.user}>
                  <button type="button" title={row.user} onClick={(event) => toggle('user', row.user, event.shiftKey)}>
                    <span className="cut">{person(row.user)}</span>
                    <span className="lane" aria-hidden="true">
                      <i className={row.low ? 'low' : undefined} style={{ left: `${row.at}%` }} />
                    </span>
                    <span className={row.low ? 'num warn' : 'num'}>{percent(row.ratio)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </Panel>
  );
}
