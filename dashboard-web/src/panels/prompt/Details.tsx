import { type CSSProperties, useMemo } from 'react';
import { compact, count, decider, duration, modelName, percentOfWhole, plural } from '@/lib/format';
import { Icon } from '@/ui/Icon';
import { describe } from './describe';
import type { Model } from './rows';

/** What there is to know of one row. */
export function Details({
  model,
  at,
  onPath,
  totalCost,
  write,
  close,
  foldOthers,
}: {
  model: Model;
  at: number;
  onPath: boolean;
  totalCost: number;
  write: (value: number) => string;
  close: () => void;
  foldOthers: () => void;
}) {
  const row = model.rows[at];
  const told = useMemo(() => describe(model, at), [model, at]);
  if (!row) return null;
  const node = row.node >= 0 ? model.nodes[row.node] : undefined;
  const lines: [string, string][] = [];
  const add = (name: string, value: string | null | undefined) => value && lines.push([name, value]);
  add(
    'Cost with all below',
    `${write(row.costUsd)} · ${percentOfWhole(totalCost > 0 ? row.costUsd / totalCost : null)}`,
  );
  if (row.kind === 'agent' && told.ownCost !== row.costUsd) add('Its own', write(told.ownCost));
  if (row.kind === 'agent' && told.turns.length > 0) {
    const called = told.tools.reduce((sum, tool) => sum + tool.called, 0);
    add('Turns · tools', `${count(told.turns.length)} · ${count(called)}`);
  }
  add('Time', duration(row.endMs - row.startMs));
  add('Starts after', duration(row.startMs));
  add('On the critical path', onPath ? 'yes' : 'no');
  if (row.waitMs > 0) add('Waited for a person', duration(row.waitMs));
  if (node?.model) add('Model', modelName(node.model));
  if (node?.decision) {
    add('Decision', `${node.decision}${node.decisionSource ? ` · ${decider(node.decisionSource)}` : ''}`);
  }
  if (node && node.status !== 'ok') add('Status', node.status);
  if (node?.spanId) add('Span', node.spanId);
  return (
    <aside
      className="detail"
      aria-label="Details"
      style={{ '--c': `var(--${model.agents[row.agent]?.hue ?? 'c8'})` } as CSSProperties}
    >
      <div className="dh">
        <i className="dot" />
        <h2 className="cut">
          {row.label} {row.sub !== '' && <small className="muted">{row.sub}</small>}
        </h2>
        <span className="grow" />
        <button type="button" className="more" aria-label="Close details" onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <p className="small muted">{row.kind === 'agent' ? '' : `of ${model.agents[row.agent]?.name ?? 'an agent'}`}</p>
      <dl className="kv">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {told.tokens && (
        <>
          <h3>Tokens, with all below</h3>
          <dl className="kv" style={{ marginTop: 4 }}>
            {(
              [
                ['Input', told.tokens.input],
                ['Cache creation', told.tokens.cacheCreation],
                ['Cache read', told.tokens.cacheRead],
                ['Output', told.tokens.output],
              ] as const
            ).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd title={count(value)}>{compact(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {told.turns.length > 1 && <CostPerTurn turns={told.turns} write={write} />}
      {told.tools.length > 0 && (
        <>
          <h3>Tools, how often called</h3>
          <dl className="kv" style={{ marginTop: 4 }}>
            {told.tools.map((tool) => (
              <div key={tool.name}>
                <dt>{tool.name}</dt>
                <dd>
                  {count(tool.called)}
                  {tool.failed > 0 && <span className="bad"> · {count(tool.failed)} failed</span>}
                  {tool.rejected > 0 && ` · ${count(tool.rejected)} rejected`}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {row.end > at + 1 && (
        <button type="button" className="btn" style={{ marginTop: 12 }} onClick={foldOthers}>
          Fold others <kbd>O</kbd>
        </button>
      )}
    </aside>
  );
}

const CHART_HEIGHT = 64;

/** Amounts start at zero; the highest and the last turn are written, the rest is in the rows. */
function CostPerTurn({ turns, write }: { turns: readonly number[]; write: (value: number) => string }) {
  const most = Math.max(...turns);
  if (most <= 0) return null;
  const highest = turns.indexOf(most);
  return (
    <>
      <h3>Cost per turn</h3>
      <div
        className="turn-costs"
        role="img"
        aria-label={`Cost of ${plural(turns.length, 'turn')}: most in turn ${highest + 1}, ${write(most)}`}
        style={{ height: CHART_HEIGHT }}
      >
        {turns.map((cost, at) => (
          <i key={at} title={`Turn ${at + 1}: ${write(cost)}`} style={{ height: `${(cost / most) * 100}%` }} />
        ))}
      </div>
      <p className="small muted turn-axis">
        <span>1</span>
        <span>
          most: turn {highest + 1}, {write(most)}
        </span>
        <span>{turns.length}</span>
      </p>
    </>
  );
}
