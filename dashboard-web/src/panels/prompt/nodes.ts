import { modelName } from '@/lib/format';
import type { Hue } from '@/lib/palette';
import type { SpanNode } from './api';

/** Where each node hangs: the answer is in pre-order with depths, so one pass with a stack tells. */
export interface Placed {
  parent: Int32Array;
  /** The place after the last node below it. */
  end: Int32Array;
}

export function place(nodes: readonly { depth: number }[]): Placed {
  const parent = new Int32Array(nodes.length).fill(-1);
  const end = new Int32Array(nodes.length).fill(nodes.length);
  const open: number[] = [];
  nodes.forEach((node, index) => {
    while (open.length > 0 && (nodes[open.at(-1) ?? 0]?.depth ?? 0) >= node.depth) end[open.pop() ?? 0] = index;
    parent[index] = open.at(-1) ?? -1;
    open.push(index);
  });
  return { parent, end };
}

export interface Agent {
  id: string | null;
  name: string;
  /** As much of the id as tells it from the others; '' of the main agent. */
  shortId: string;
  hue: Hue;
  depth: number;
}

const AGENT_HUES: readonly Hue[] = ['c3', 'c2', 'c4', 'c5', 'c6', 'c7'];

/** The main agent, then the others as they appear. */
export function agentsOf(nodes: readonly SpanNode[]): { list: Agent[]; index: Map<string | null, number> } {
  const list: Agent[] = [{ id: null, name: 'Main agent', shortId: '', hue: 'c1', depth: 0 }];
  const index = new Map<string | null, number>([[null, 0]]);
  for (const node of nodes) {
    if (node.agentId === null || index.has(node.agentId)) continue;
    index.set(node.agentId, list.length);
    list.push({
      id: node.agentId,
      name: node.agentType ?? 'subagent',
      shortId: '',
      hue: AGENT_HUES[(list.length - 1) % AGENT_HUES.length] ?? 'c8',
      depth: node.agentDepth,
    });
  }
  const length = tellingLength([...index.keys()].filter((id) => id !== null));
  for (const agent of list) agent.shortId = agent.id?.slice(0, length) ?? '';
  return { list, index };
}

const SHORTEST_ID = 4;

function tellingLength(ids: readonly string[]): number {
  const longest = Math.max(SHORTEST_ID, ...ids.map((id) => id.length));
  let length = SHORTEST_ID;
  while (length < longest && new Set(ids.map((id) => id.slice(0, length))).size < ids.length) length++;
  return length;
}

export const isWait = (node: SpanNode): boolean =>
  node.kind === 'waiting' && (node.decisionSource === null || node.decisionSource.startsWith('user_'));

export const tokensOf = (node: SpanNode): number =>
  node.tokens ? node.tokens.input + node.tokens.output + node.tokens.cacheRead + node.tokens.cacheCreation : 0;

/** opus-4-8; nothing when it is not known */
export const modelOf = (node: SpanNode): string => (node.model ? modelName(node.model) : '');

export const endOf = (node: SpanNode): number => node.startMs + node.durationMs;

/** What hangs directly below a node, in order. */
export function childrenOf(placed: Placed, at: number): number[] {
  const found: number[] = [];
  const end = placed.end[at] ?? at + 1;
  for (let next = at + 1; next < end; next = placed.end[next] ?? end) found.push(next);
  return found;
}
