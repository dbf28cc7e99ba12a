import { modelName } from '@/lib/format';
import { type Hue, modelHues } from '@/lib/palette';
import type { SpanTree } from './api';
import { agentsOf, isWait, place } from './nodes';

export interface TimeSplit {
  modelMs: number;
  toolMs: number;
  waitMs: number;
  restMs: number;
}

/** Where the time went, each moment once: where things ran at once the model counts, then tools, then waiting. */
export function timeSplit(tree: SpanTree): TimeSplit {
  const { nodes } = tree;
  const { end } = place(nodes);
  const edges: { at: number; kind: 0 | 1 | 2; step: 1 | -1 }[] = [];
  nodes.forEach((node, index) => {
    const kind = node.kind === 'llm_request' ? 0 : isWait(node) ? 2 : runsItself(index) ? 1 : null;
    if (kind === null || node.durationMs <= 0) return;
    edges.push({ at: node.startMs, kind, step: 1 }, { at: node.startMs + node.durationMs, kind, step: -1 });
  });

  /** A tool at work; not the one that merely waits for its subagent. */
  function runsItself(index: number): boolean {
    const node = nodes[index];
    if (!node) return false;
    const after = end[index] ?? index + 1;
    if (node.kind === 'tool') return after === index + 1 && node.status !== 'rejected';
    if (node.kind !== 'execution') return false;
    for (let at = index + 1; at < after; at++) if (nodes[at]?.agentId !== node.agentId) return false;
    return true;
  }

  edges.sort((a, b) => a.at - b.at);
  const open: [number, number, number] = [0, 0, 0];
  const spent: [number, number, number] = [0, 0, 0];
  let last = edges[0]?.at ?? 0;
  for (const edge of edges) {
    const kind = open.findIndex((many) => many > 0) as 0 | 1 | 2 | -1;
    if (kind >= 0) spent[kind as 0 | 1 | 2] += edge.at - last;
    last = edge.at;
    open[edge.kind] += edge.step;
  }
  const [modelMs, toolMs, waitMs] = spent;
  return { modelMs, toolMs, waitMs, restMs: Math.max(0, tree.durationMs - modelMs - toolMs - waitMs) };
}

export interface MoneyPart {
  key: string;
  name: string;
  hue: Hue;
  costUsd: number;
}

const MOST = 6;

/**
 * Each kind of agent's own cost, without that of the agents they started; the main agent first. Hue is the agent, as in the
 * tree: a kind of several agents has none.
 */
export function moneyByAgent(tree: SpanTree): MoneyPart[] {
  const { list, index } = agentsOf(tree.nodes);
  const costs = ownCosts(tree);
  const kinds = new Map<string, { name: string; hue: Hue; many: number; costUsd: number }>();
  for (const agent of list) {
    const known = kinds.get(agent.name);
    const cost = costs[index.get(agent.id) ?? 0] ?? 0;
    if (known) {
      known.many++;
      known.costUsd += cost;
      known.hue = 'c8';
    } else {
      kinds.set(agent.name, { name: agent.name, hue: agent.hue, many: 1, costUsd: cost });
    }
  }
  const [main, ...others] = [...kinds.values()].map(({ name, hue, many, costUsd }, at) => ({
    key: at === 0 ? 'main' : name,
    name: many > 1 ? `${name} × ${many}` : name,
    hue,
    costUsd,
  }));
  const rest = withRest(others, tree.totals.costUsd - (main?.costUsd ?? 0));
  return main && main.costUsd > 0 ? [main, ...rest] : rest;
}

/** By the place of the agent in {@link agentsOf}. */
export function ownCosts(tree: SpanTree): number[] {
  const { list, index } = agentsOf(tree.nodes);
  const costs = list.map(() => 0);
  for (const node of tree.nodes) {
    const at = index.get(node.agentId) ?? 0;
    costs[at] = (costs[at] ?? 0) + (node.costUsd ?? 0);
  }
  return costs;
}

export function moneyByModel(tree: SpanTree): MoneyPart[] {
  const costs = new Map<string, number>();
  for (const node of tree.nodes) {
    if (node.costUsd !== null) costs.set(node.model ?? '', (costs.get(node.model ?? '') ?? 0) + node.costUsd);
  }
  const hues = modelHues([...costs.keys()]);
  return withRest(
    [...costs].map(([model, costUsd]) => ({
      key: model,
      name: modelName(model),
      hue: hues.get(model) ?? 'c8',
      costUsd,
    })),
    tree.totals.costUsd,
  );
}

export interface TokenPart {
  name: string;
  hue: Hue;
  tokens: number;
}

/** What kinds of tokens they were. What each kind cost is not told: spans have one cost for a request. */
export function tokensByKind({ totals }: SpanTree): TokenPart[] {
  const parts: TokenPart[] = [
    { name: 'Cache read', hue: 'c3', tokens: totals.cacheReadTokens },
    { name: 'Cache creation', hue: 'c2', tokens: totals.cacheCreationTokens },
    { name: 'Input', hue: 'c1', tokens: totals.inputTokens },
    { name: 'Output', hue: 'c4', tokens: totals.outputTokens },
  ];
  return parts.filter((part) => part.tokens > 0);
}

/** Parts sum to the total in view: what spans do not tell is a part too. */
function withRest(parts: MoneyPart[], total: number): MoneyPart[] {
  const sorted = parts.filter((part) => part.costUsd > 0).sort((a, b) => b.costUsd - a.costUsd);
  const shown = sorted.slice(0, MOST);
  const others = sorted.slice(MOST).reduce((sum, part) => sum + part.costUsd, 0);
  if (others > 0) shown.push({ key: ' others', name: `${sorted.length - MOST} others`, hue: 'c8', costUsd: others });
  const missing = total - sorted.reduce((sum, part) => sum + part.costUsd, 0);
  if (missing > Math.max(0.00005, total * 0.005)) {
    shown.push({ key: ' missing', name: 'not in the tree', hue: 'c8', costUsd: missing });
  }
  return shown;
}

/** Events alone do not tell of waiting: none in them is not none at all. */
export const knowsWaits = (tree: SpanTree): boolean => tree.source !== 'events' || waitsOf(tree) > 0;

/** How often it waited for a person; what was allowed at once waited for nobody. */
export const waitsOf = ({ nodes }: SpanTree): number =>
  nodes.filter((node) => isWait(node) && node.durationMs > 0).length;
