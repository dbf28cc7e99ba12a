import { type CSSProperties, useMemo, useState } from 'react';
import { duration, percent, person, usdLike } from '@/lib/format';
import { Segmented } from '@/ui/Segmented';
import type { SpanTree } from './api';
import { moneyByAgent, moneyByModel, timeSplit } from './summary';

const hue = (name: string) => ({ '--c': `var(--${name})` }) as CSSProperties;

/** Where the time went, and the money. */
export function Split({ tree }: { tree: SpanTree }) {
  const [by, setBy] = useState<'agent' | 'model'>('agent');
  const time = useMemo(() => timeSplit(tree), [tree]);
  const money = useMemo(() => (by === 'agent' ? moneyByAgent(tree) : moneyByModel(tree)), [tree, by]);
  const all = Math.max(1, tree.durationMs);
  const write = usdLike(tree.totals.costUsd);
  const times = [
    { name: 'Model', ms: time.modelMs, look: '' },
    { name: 'Tools', ms: time.toolMs, look: 'tint' },
    { name: `Waiting for ${person(tree.user) || 'a person'}`, ms: time.waitMs, look: 'hatched' },
    { name: 'Client', ms: time.restMs, look: 'void' },
  ].filter((part) => part.ms > 0);
  return (
    <div className="two" style={hue('c8')}>
      <section aria-label="Where the time went">
        <div className="head">
          <h2>Where the time went</h2>
          <span className="small muted">{duration(tree.durationMs)}; where things ran at once, the model counts</span>
        </div>
        <div className="sbar" aria-hidden="true">
          {times.map((part) => (
            <i key={part.name} className={part.look} style={{ flex: part.ms }} />
          ))}
        </div>
        <dl className="split">
          {times.map((part) => (
            <div key={part.name}>
              <dt>
                <i className={`dot ${part.look}`} style={{ background: 'var(--c)' }} />
                {part.name}
              </dt>
              <dd>
                {duration(part.ms)} <small>{percent(part.ms / all)}</small>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-label="Where the money went">
        <div className="head">
          <h2>Where the money went</h2>
          <Segmented
            label="Money by"
            value={by}
            options={[
              ['agent', 'Agent'],
              ['model', 'Model'],
            ]}
            onChange={setBy}
          />
        </div>
        <div className="sbar" aria-hidden="true">
          {money.map((part) => (
            <i
              key={part.key}
              style={{ ...hue(part.hue), flex: (part.costUsd / Math.max(1e-9, tree.totals.costUsd)) * 100 }}
            />
          ))}
        </div>
        <dl className="split">
          {money.map((part) => (
            <div key={part.key} style={hue(part.hue)}>
              <dt>
                <i className="dot" />
                {part.name}
              </dt>
              <dd>
                {write(part.costUsd)}{' '}
                <small>{percent(tree.totals.costUsd > 0 ? part.costUsd / tree.totals.costUsd : null)}</small>
              </dd>
            </div>
          ))}
          {money.length === 0 && <span className="muted">No cost is known for this prompt.</span>}
        </dl>
      </section>
    </div>
  );
}
