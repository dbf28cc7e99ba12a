import { type CSSProperties, useMemo, useState } from 'react';
import { compact, duration, percentOfWhole, person, usdLike } from '@/lib/format';
import type { Hue } from '@/lib/palette';
import { sumOf } from '@/lib/stats';
import { Segmented } from '@/ui/Segmented';
import type { SpanTree } from './api';
import { knowsWaits, moneyByAgent, moneyByModel, timeSplit, tokensByKind } from './summary';

const hue = (name: string) => ({ '--c': `var(--${name})` }) as CSSProperties;

interface Part {
  key: string;
  name: string;
  hue: Hue;
  value: number;
}

/** Where the time went, and the money, or the tokens: what a kind of token cost is not known. */
export function Split({ tree }: { tree: SpanTree }) {
  const [by, setBy] = useState<'agent' | 'model' | 'token'>('agent');
  const time = useMemo(() => timeSplit(tree), [tree]);
  const parts = useMemo((): Part[] => {
    if (by === 'token') return tokensByKind(tree).map((part) => ({ ...part, key: part.name, value: part.tokens }));
    const money = by === 'agent' ? moneyByAgent(tree) : moneyByModel(tree);
    return money.map((part) => ({ ...part, value: part.costUsd }));
  }, [tree, by]);
  const all = Math.max(1, tree.durationMs);
  const whole = by === 'token' ? sumOf(parts, (part) => part.value) : tree.totals.costUsd;
  const write = by === 'token' ? compact : usdLike(tree.totals.costUsd);
  const title = by === 'token' ? 'Where the tokens went' : 'Where the money went';
  const times = [
    { name: 'Model', ms: time.modelMs, look: '' },
    { name: 'Tools', ms: time.toolMs, look: 'tint' },
    { name: `Waiting for ${person(tree.user) || 'a person'}`, ms: time.waitMs, look: 'hatched' },
    { name: knowsWaits(tree) ? 'Client' : 'Client, or waiting', ms: time.restMs, look: 'void' },
  ].filter((part) => part.ms > 0);
  return (
    <div className="two" style={hue('c8')}>
      <section aria-label="Where the time went">
        <div className="head">
          <h2>Where the time went</h2>
          <span className="small muted">{duration(tree.durationMs)}; a moment with both counts as model</span>
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
                {duration(part.ms)} <small>{percentOfWhole(part.ms / all)}</small>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-label={title}>
        <div className="head">
          <h2>{title}</h2>
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
        </div>
        <div className="sbar" aria-hidden="true">
          {parts.map((part) => (
            <i
              key={part.key}
              title={part.name}
              style={{ ...hue(part.hue), flex: (part.value / Math.max(1e-9, whole)) * 100 }}
            />
          ))}
        </div>
        <dl className="split">
          {parts.map((part) => (
            <div key={part.key} style={hue(part.hue)}>
              <dt>
                <i className="dot" />
                {part.name}
              </dt>
              <dd>
                {write(part.value)} <small>{percentOfWhole(whole > 0 ? part.value / whole : null)}</small>
              </dd>
            </div>
          ))}
          {parts.length === 0 && (
            <span className="muted">No {by === 'token' ? 'tokens are' : 'cost is'} known for this prompt.</span>
          )}
        </dl>
      </section>
    </div>
  );
}
