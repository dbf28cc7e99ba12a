import type { Hue } from '@/lib/palette';
import type { SpanNode, SpanTree } from './api';

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
  hue: Hue;
  depth: number;
}

const AGENT_HUES: readonly Hue[] = ['c3', 'c2', 'c4', 'c5', 'c6', 'c7'];

/** The main agent, then the others as they appear. */
export function agentsOf(nodes: readonly SpanNode[]): { list: Agent[]; index: Map<string | null, number> } {
  const list: Agent[] = [{ id: null, name: 'Main agent', hue: 'c1', depth: 0 }];
  const index = new Map<string | null, number>([[null, 0]]);
  for (const node of nodes) {
    if (node.agentId === null || index.has(node.agentId)) continue;
    index.set(node.agentId, list.length);
    list.push({
      id: node.agentId,
      name: node.agentType ?? 'subagent',
      hue: AGENT_HUES[(list.length - 1) % AGENT_HUES.length] ?? 'c8',
      depth: node.agentDepth,
    });
  }
  return { list, index };
}

export const isWait = (node: SpanNode): boolean =>
  node.kind === 'waiting' && (node.decisionSource === null || node.decisionSource.startsWith('user_'));

export type RowKind = 'agent' | 'turn' | 'request' | 'tool' | 'wait' | 'other';
export type BarKind = 'model' | 'tool' | 'wait' | 'failed';

export interface Row {
  kind: RowKind;
  label: string;
  sub: string;
  depth: number;
  parent: number;
  /** The place after the last row below it. */
  end: number;
  agent: number;
  /** In the answer; -1 for a turn. */
  node: number;
  startMs: number;
  endMs: number;
  /** With everything below. */
  costUsd: number;
  tokens: number;
  waitMs: number;
  failed: boolean;
  rejected: boolean;
  /** What ran in this row itself. */
  bars: { kind: BarKind; startMs: number; endMs: number }[];
}

export interface Model {
  rows: Row[];
  agents: Agent[];
  nodes: readonly SpanNode[];
  placed: Placed;
  durationMs: number;
}

export const tokensOf = (node: SpanNode): number =>
  node.tokens ? node.tokens.input + node.tokens.output + node.tokens.cacheRead + node.tokens.cacheCreation : 0;

const endOf = (node: SpanNode): number => node.startMs + node.durationMs;

/** Every span one row. */
export function spanRows(tree: SpanTree): Model {
  const { nodes } = tree;
  const placed = place(nodes);
  const { list, index } = agentsOf(nodes);
  const rows = nodes.map((node, at): Row => {
    const failed = node.status === 'error';
    const wait = isWait(node);
    const kind: RowKind =
      node.kind === 'llm_request'
        ? 'request'
        : node.kind === 'tool'
          ? 'tool'
          : wait
            ? 'wait'
            : node.kind === 'agent' || node.kind === 'interaction'
              ? 'agent'
              : 'other';
    const drawn =
      kind === 'request' || wait || node.kind === 'execution' || (node.kind === 'tool' && placed.end[at] === at + 1);
    return {
      kind,
      label: node.kind === 'interaction' ? 'Prompt' : node.kind === 'llm_request' ? 'Model request' : node.label,
      sub: node.kind === 'llm_request' ? short(node.model) : node.status === 'rejected' ? 'rejected' : '',
      depth: node.depth,
      parent: placed.parent[at] ?? -1,
      end: placed.end[at] ?? at + 1,
      agent: index.get(node.agentId) ?? 0,
      node: at,
      startMs: node.startMs,
      endMs: endOf(node),
      costUsd: node.costUsd ?? 0,
      tokens: tokensOf(node),
      waitMs: wait ? node.durationMs : 0,
      failed,
      rejected: node.status === 'rejected',
      bars: drawn
        ? [
            {
              kind: failed ? 'failed' : wait ? 'wait' : kind === 'request' ? 'model' : 'tool',
              startMs: node.startMs,
              endMs: endOf(node),
            },
          ]
        : [],
    };
  });
  addUp(rows);
  return { rows, agents: list, nodes, placed, durationMs: tree.durationMs };
}

const short = (model: string | null): string => (model ?? '').replace(/^claude-/, '').replace(/-\d{8}$/, '');

/** Deeper than this the page does not recurse: such a tree is shown span by span. */
const DEEPEST = 400;

/** By turn: a request and the tools that it asked for. A subagent stands in place of the tool that started it. */
export function turnRows(tree: SpanTree): Model {
  const { nodes } = tree;
  if (nodes.some((node) => node.depth > DEEPEST)) return spanRows(tree);
  const placed = place(nodes);
  const { list, index } = agentsOf(nodes);
  const rows: Row[] = [];

  const children = (at: number): number[] => {
    const found: number[] = [];
    const end = placed.end[at] ?? nodes.length;
    for (let next = at + 1; next < end; next = placed.end[next] ?? end) found.push(next);
    return found;
  };

  const open = (fields: Partial<Row> & Pick<Row, 'kind' | 'label' | 'depth' | 'parent' | 'agent'>): number => {
    rows.push({
      sub: '',
      end: rows.length + 1,
      node: -1,
      startMs: Infinity,
      endMs: 0,
      costUsd: 0,
      tokens: 0,
      waitMs: 0,
      failed: false,
      rejected: false,
      bars: [],
      ...fields,
    });
    return rows.length - 1;
  };
  const close = (row: number): void => {
    const own = rows[row];
    if (own) own.end = rows.length;
  };

  /** Subagents below a tool, by who they are. */
  const startedBy = (at: number, agent: string | null): Map<string, number[]> => {
    const started = new Map<string, number[]>();
    for (const child of children(at)) {
      if (nodes[child]?.kind !== 'execution') continue;
      for (const inner of children(child)) {
        const id = nodes[inner]?.agentId ?? null;
        if (id === null || id === agent) continue;
        started.set(id, [...(started.get(id) ?? []), inner]);
      }
    }
    return started;
  };

  const leaf = (at: number, depth: number, parent: number): void => {
    const node = nodes[at];
    if (!node) return;
    const failed = node.status === 'error';
    const request = node.kind === 'llm_request';
    const bars: Row['bars'] = [];
    let waitMs = 0;
    if (node.kind === 'tool') {
      for (const child of children(at)) {
        const part = nodes[child];
        if (!part) continue;
        if (isWait(part)) {
          waitMs += part.durationMs;
          bars.push({ kind: 'wait', startMs: part.startMs, endMs: endOf(part) });
        } else if (part.kind === 'execution') {
          bars.push({ kind: failed ? 'failed' : 'tool', startMs: part.startMs, endMs: endOf(part) });
        }
      }
    }
    if (bars.length === 0) {
      bars.push({
        kind: failed ? 'failed' : request ? 'model' : isWait(node) ? 'wait' : 'tool',
        startMs: node.startMs,
        endMs: endOf(node),
      });
    }
    open({
      kind: request ? 'request' : node.kind === 'tool' ? 'tool' : isWait(node) ? 'wait' : 'other',
      label: request ? 'Model request' : node.label,
      sub: request ? short(node.model) : '',
      depth,
      parent,
      agent: index.get(node.agentId) ?? 0,
      node: at,
      startMs: node.startMs,
      endMs: endOf(node),
      costUsd: node.costUsd ?? 0,
      tokens: tokensOf(node),
      waitMs: waitMs + (isWait(node) ? node.durationMs : 0),
      failed,
      rejected: node.status === 'rejected',
      bars,
    });
  };

  const item = (at: number, agent: string | null, depth: number, parent: number): void => {
    const node = nodes[at];
    if (!node) return;
    if (node.kind === 'agent') {
      agentRow(node.agentId, children(at), depth, parent, at);
      return;
    }
    const started = node.kind === 'tool' ? startedBy(at, agent) : new Map<string, number[]>();
    if (started.size === 0) leaf(at, depth, parent);
    for (const [id, inner] of started) agentRow(id, inner, depth, parent, at);
  };

  function agentRow(id: string | null, inner: readonly number[], depth: number, parent: number, at: number): void {
    const agent = index.get(id) ?? 0;
    const node = nodes[at];
    const row = open({
      kind: 'agent',
      label:
        node?.kind === 'synthetic' && id === null && depth === 0 && tree.source === 'spans'
          ? 'Parent not received'
          : (list[agent]?.name ?? 'subagent'),
      sub: id === null ? '' : id.slice(0, 4),
      depth,
      parent,
      agent,
      node: at,
      startMs: node?.startMs ?? 0,
      endMs: node ? endOf(node) : 0,
      failed: node?.kind === 'tool' && node.status === 'error',
    });
    turnsOf(inner).forEach((turn, number) => turnRow(turn, number + 1, id, depth + 1, row));
    close(row);
  }

  const turnsOf = (inner: readonly number[]): number[][] => {
    const turns: number[][] = [];
    let hasRequest = false;
    for (const at of inner) {
      const request = nodes[at]?.kind === 'llm_request';
      if (turns.length === 0 || (request && hasRequest)) {
        turns.push([]);
        hasRequest = false;
      }
      hasRequest ||= request;
      turns.at(-1)?.push(at);
    }
    return turns;
  };

  const turnRow = (
    turn: readonly number[],
    number: number,
    agent: string | null,
    depth: number,
    parent: number,
  ): void => {
    const row = open({
      kind: 'turn',
      label: `Turn ${number}`,
      sub: summary(turn),
      depth,
      parent,
      agent: index.get(agent) ?? 0,
    });
    for (const at of turn) item(at, agent, depth + 1, row);
    close(row);
    const own = rows[row];
    if (!own) return;
    for (let at = row + 1; at < own.end; at++) {
      const below = rows[at];
      if (!below) continue;
      own.startMs = Math.min(own.startMs, below.startMs);
      own.endMs = Math.max(own.endMs, below.endMs);
    }
    const only = rows[row + 1];
    if (own.end === row + 2 && only && only.kind === 'request') {
      // Nothing but an answer: one row says it all.
      rows.length = row + 1;
      rows[row] = { ...only, label: own.label, sub: 'answer', depth, parent, end: row + 1 };
    }
  };

  const summary = (turn: readonly number[]): string => {
    const tools = new Map<string, number>();
    for (const at of turn) {
      const node = nodes[at];
      if (node?.kind === 'tool') tools.set(node.tool ?? 'tool', (tools.get(node.tool ?? 'tool') ?? 0) + 1);
    }
    const names = [...tools].map(([tool, many]) => (many > 1 ? `${tool} ×${many}` : tool));
    return names.length === 0 ? 'answer' : names.slice(0, 3).join(', ') + (names.length > 3 ? ' …' : '');
  };

  for (let at = 0; at < nodes.length; at = placed.end[at] ?? nodes.length) {
    const node = nodes[at];
    if (!node) break;
    const inner = children(at);
    if (node.kind === 'interaction' || node.kind === 'synthetic') agentRow(node.agentId, inner, 0, -1, at);
    else item(at, node.agentId, 0, -1);
  }
  addUp(rows);
  return { rows, agents: list, nodes, placed, durationMs: tree.durationMs };
}

/** From the leaves up: cost, tokens, waiting. */
function addUp(rows: readonly Row[]): void {
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    const parent = row && rows[row.parent];
    if (!row || !parent) continue;
    parent.costUsd += row.costUsd;
    parent.tokens += row.tokens;
    parent.waitMs += row.waitMs;
  }
}

/** Rows that nothing folded hides, in order. */
export function visible(rows: readonly Row[], folded: ReadonlySet<number>): number[] {
  const shown: number[] = [];
  for (let at = 0; at < rows.length;) {
    shown.push(at);
    at = folded.has(at) ? (rows[at]?.end ?? at + 1) : at + 1;
  }
  return shown;
}

const canFold = (rows: readonly Row[], at: number): boolean => (rows[at]?.end ?? 0) > at + 1;

const holdsAgent = (rows: readonly Row[]): Uint8Array => {
  const holds = new Uint8Array(rows.length);
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    if (!row || row.parent < 0) continue;
    if (row.kind === 'agent' || holds[at] === 1) holds[row.parent] = 1;
  }
  return holds;
};

/** Agents open, turns folded unless an agent is inside. */
export function foldTurns(rows: readonly Row[]): Set<number> {
  const holds = holdsAgent(rows);
  const folded = new Set<number>();
  rows.forEach((row, at) => {
    if (canFold(rows, at) && row.kind !== 'agent' && holds[at] === 0) folded.add(at);
  });
  return folded;
}

/** Only agents: one row each. */
export function foldToAgents(rows: readonly Row[]): Set<number> {
  const holds = holdsAgent(rows);
  const folded = new Set<number>();
  rows.forEach((_, at) => {
    if (canFold(rows, at) && holds[at] === 0) folded.add(at);
  });
  return folded;
}

/** Everything but the way to this row and what is below it. */
export function foldOthers(rows: readonly Row[], keep: number): Set<number> {
  const kept = new Set(ancestors(rows, keep));
  const end = rows[keep]?.end ?? keep;
  const folded = new Set<number>();
  rows.forEach((_, at) => {
    if (canFold(rows, at) && !kept.has(at) && (at < keep || at >= end)) folded.add(at);
  });
  return folded;
}

export function ancestors(rows: readonly Row[], at: number): number[] {
  const found: number[] = [];
  for (let up = rows[at]?.parent ?? -1; up >= 0; up = rows[up]?.parent ?? -1) found.push(up);
  return found;
}

export function search(rows: readonly Row[], text: string): number[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const found: number[] = [];
  rows.forEach((row, at) => {
    if (`${row.label} ${row.sub}`.toLowerCase().includes(wanted)) found.push(at);
  });
  return found;
}

/** Nodes that the end of the prompt waited for: from the end backwards, always the child that ended last. */
export function criticalPath(nodes: readonly SpanNode[], placed: Placed): Set<number> {
  const path = new Set<number>();
  const stack: { at: number; until: number }[] = [];
  const roots: number[] = [];
  for (let at = 0; at < nodes.length; at = placed.end[at] ?? nodes.length) roots.push(at);
  const walk = (candidates: readonly number[], until: number): void => {
    const byEnd = candidates
      .map((at) => ({ at, node: nodes[at] }))
      .filter((each): each is { at: number; node: SpanNode } => each.node !== undefined)
      .sort((a, b) => endOf(b.node) - endOf(a.node));
    let now = until;
    for (const { at, node } of byEnd) {
      if (node.startMs >= now || endOf(node) > now + 1) continue;
      path.add(at);
      stack.push({ at, until: Math.min(now, endOf(node)) });
      now = node.startMs;
    }
  };
  walk(roots, Math.max(0, ...roots.map((at) => endOf(nodes[at] as SpanNode))));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const inner: number[] = [];
    const end = placed.end[next.at] ?? nodes.length;
    for (let child = next.at + 1; child < end; child = placed.end[child] ?? end) inner.push(child);
    if (inner.length > 0) walk(inner, next.until);
  }
  return path;
}
