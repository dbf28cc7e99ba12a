import { type CSSProperties, useMemo, useState } from 'react';
import { saveRows } from '@/charts/save';
import { duration, percentOfWhole } from '@/lib/format';
import { ratio } from '@/lib/stats';
import { Panel } from '@/ui/Panel';
import { Segmented } from '@/ui/Segmented';
import type { SpanTree } from './api';
import { lineOf, moneyParts, type Parts, pictureOf, type SplitBy, timeParts } from './split-parts';

const answerOf = (data: Parts) => ({ data, error: null, stale: false, retry: () => undefined });

const hue = (name: string) => ({ '--c': `var(--${name})` }) as CSSProperties;

/** Where the time went, and the money, or the tokens. */
export function Split({ tree }: { tree: SpanTree }) {
  const [by, setBy] = useState<SplitBy>('agent');
  const time = useMemo(() => timeParts(tree), [tree]);
  const money = useMemo(() => moneyParts(tree, by), [tree, by]);
  const days = lineOf(tree);
  const none = money.parts.length === 0;
  return (
    <div className="grid">
      <Panel
        title="Where the time went"
        sub={`${duration(tree.durationMs)}; a moment with both counts as model`}
        span={6}
        answer={answerOf(time)}
        table={({ table }) => table}
        png={(drawn, about) => saveRows({ ...about, days }, drawn.table.name, () => pictureOf(drawn))}
      >
        {(drawn) => <Bar of={drawn} />}
      </Panel>
      <Panel
        title={by === 'token' ? 'Where the tokens went' : 'Where the money went'}
        span={6}
        answer={answerOf(money)}
        right={
          <Segmented
            label="By"
            value={by}
            options={[
              ['agent', 'Agent'],
              ['model', 'Model'],
              ['token', 'Token type'],
            ]}
            onChange={setBy}
          />
        }
        table={none ? undefined : ({ table }) => table}
        png={(drawn, about) => saveRows({ ...about, days }, drawn.table.name, () => pictureOf(drawn))}
      >
        {(drawn) =>
          none ? (
            <span className="muted">No {by === 'token' ? 'tokens are' : 'cost is'} known for this prompt.</span>
          ) : (
            <Bar of={drawn} />
          )
        }
      </Panel>
    </div>
  );
}

function Bar({ of: { parts, whole, write } }: { of: Parts }) {
  return (
    <>
      <div className="sbar" aria-hidden="true">
        {parts.map((part) => (
          <i
            key={part.key}
            title={part.name}
            className={part.look}
            style={{ ...hue(part.hue), flex: (part.value / Math.max(1e-9, whole)) * 100 }}
          />
        ))}
      </div>
      <dl className="split">
        {parts.map((part) => (
          <div key={part.key} style={hue(part.hue)}>
            <dt>
              <i className={`dot ${part.look ?? ''}`} />
              {part.name}
            </dt>
            <dd>
              {write(part.value)} <small>{percentOfWhole(ratio(part.value, whole))}</small>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
