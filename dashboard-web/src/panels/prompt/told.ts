import { count, duration, modelFamily, percentOfWhole, plural, usd } from '@/lib/format';
import type { SpanTree } from './api';
import { agentsOf, isWait, place } from './nodes';
import { ownCosts, timeSplit, waitsOf } from './summary';

export interface Told {
  headline: string;
  cause: (string | { b: string })[];
}

/** A cause is what was at least this part of the whole. */
const MOSTLY = 0.6;

/** Sentences by rule; nothing that the tree does not prove. */
export function tellPrompt(tree: SpanTree): Told {
  const { totals } = tree;
  const cause: Told['cause'] = [...standstill(tree)];
  const context = totals.inputTokens + totals.cacheReadTokens + totals.cacheCreationTokens;
  if (context > 0) {
    cause.push({ b: percentOfWhole(totals.cacheReadTokens / context) }, ' of its context came from the cache. ');
  }
  const { failed, rejected, requests } = mishaps(tree);
  if (requests > 0) cause.push(`${plural(requests, 'model request')} failed. `);
  if (failed > 0) cause.push(`${plural(failed, 'tool')} failed. `);
  if (rejected > 0) cause.push(`${plural(rejected, 'tool')} ${rejected === 1 ? 'was' : 'were'} rejected. `);
  if (totals.orphans > 0) {
    cause.push(
      `${plural(totals.orphans, 'step')} arrived without the step that started ${totals.orphans === 1 ? 'it' : 'them'}. `,
    );
  }
  if (tree.source === 'events') {
    cause.push('Told from events: no traces came for this prompt, so steps inside tools and waiting are not known.');
  }
  if (tree.truncated) cause.push(firstPart(tree));
  return { headline: `${usd(totals.costUsd)} in ${duration(tree.durationMs)}.${share(tree)}`, cause };
}

/** What was counted in the nodes does not pretend to be of all. */
function firstPart({ source, nodes }: SpanTree): string {
  const first =
    source === 'events'
      ? 'Its first steps are shown'
      : `The first ${count(nodes.filter((node) => node.spanId !== null).length)} of its spans are shown`;
  return `${first}, and counted here; cost and tokens are those of all. `;
}

export const mishaps = ({ nodes }: SpanTree): { failed: number; rejected: number; requests: number } => ({
  failed: nodes.filter((node) => node.kind === 'tool' && node.status === 'error').length,
  rejected: nodes.filter((node) => node.status === 'rejected').length,
  requests: nodes.filter((node) => node.kind === 'llm_request' && node.status === 'error').length,
});

/** 15 opus · 10 haiku */
export function modelsUsed({ nodes }: SpanTree): string {
  const requests = new Map<string, number>();
  for (const node of nodes) {
    if (node.kind !== 'llm_request' || node.model === null) continue;
    const family = modelFamily(node.model).toLowerCase();
    requests.set(family, (requests.get(family) ?? 0) + 1);
  }
  return [...requests]
    .sort((a, b) => b[1] - a[1])
    .map(([family, many]) => `${count(many)}\u00a0${family}`)
    .join(' · ');
}

/** Only while nothing else ran: the same as in the split of the time. */
function standstill(tree: SpanTree): Told['cause'] {
  const { waitMs } = timeSplit(tree);
  const waits = waitsOf(tree);
  if (waitMs < 1000 || waits === 0) return [];
  const [tool, ms] = longestWait(tree);
  const mostly = waits > 1 && tool !== '' && ms / waitMs >= MOSTLY ? `, mostly ${tool}` : '';
  return [
    'It stood still for ',
    { b: duration(waitMs) },
    ` while ${plural(waits, 'tool')} waited for a person${mostly}. `,
  ];
}

function longestWait({ nodes }: SpanTree): [tool: string, ms: number] {
  const { parent } = place(nodes);
  const waited = new Map<string, number>();
  nodes.forEach((node, at) => {
    if (!isWait(node)) return;
    const tool = node.tool ?? nodes[parent[at] ?? -1]?.tool ?? '';
    waited.set(tool, (waited.get(tool) ?? 0) + node.durationMs);
  });
  return [...waited].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
}

/** What each agent and the agents that it started cost, by the place of the agent in {@link agentsOf}. */
export function costsWithBelow({ nodes }: SpanTree): number[] {
  const { list, index } = agentsOf(nodes);
  const { end } = place(nodes);
  const costs = list.map(() => 0);
  const open: { end: number; agent: number }[] = [];
  const inside = list.map(() => 0);
  const now = new Set<number>();
  nodes.forEach((node, at) => {
    for (let top = open.at(-1); top && top.end <= at; top = open.at(-1)) {
      const left = (inside[top.agent] ?? 0) - 1;
      inside[top.agent] = left;
      if (left === 0) now.delete(top.agent);
      open.pop();
    }
    const agent = index.get(node.agentId) ?? 0;
    open.push({ end: end[at] ?? at + 1, agent });
    inside[agent] = (inside[agent] ?? 0) + 1;
    now.add(agent);
    if (node.costUsd !== null) for (const each of now) costs[each] = (costs[each] ?? 0) + node.costUsd;
  });
  return costs;
}

function share(tree: SpanTree): string {
  const { totals } = tree;
  if (totals.subagents === 0 || totals.costUsd === 0) return '';
  const part = (cost: number) => cost / totals.costUsd;
  const { list } = agentsOf(tree.nodes);
  // Of agents inside of each other the innermost that is most of it is the cause.
  const [, ...below] = costsWithBelow(tree);
  const [cause] = below
    .map((cost, at) => ({ agent: list[at + 1], cost }))
    .filter(({ cost }) => part(cost) >= MOSTLY)
    .sort((a, b) => a.cost - b.cost);
  if (cause?.agent) {
    const model = tree.nodes.find((node) => node.agentId === cause.agent?.id && node.model !== null)?.model;
    const on = model ? ` on ${modelFamily(model)}` : '';
    const own = ownCosts(tree)[list.indexOf(cause.agent)] ?? 0;
    // To the cent of a cent: sums of the same costs differ in the last bits.
    const more = cause.cost - own > 0.000_05 ? ', with those that it started,' : '';
    return ` One ${cause.agent.name} subagent${on}${more} was ${percentOfWhole(part(cause.cost))} of it.`;
  }
  const [main = 0, ...others] = ownCosts(tree);
  const all = others.reduce((sum, cost) => sum + cost, 0);
  // What is not in the tree may have been anybody's.
  if (part(main + all) < MOSTLY) return '';
  if (part(all) >= MOSTLY) return ` ${count(totals.subagents)} subagents were ${percentOfWhole(part(all))} of it.`;
  return part(main) >= MOSTLY
    ? ` The main agent was ${percentOfWhole(part(main))} of it.`
    : ` It is spread over the main agent and ${plural(totals.subagents, 'subagent')}.`;
}
