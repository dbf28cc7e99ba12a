import type { SpanNode, SpanTree } from './api';
import { type Agent, agentsOf, childrenOf, endOf, isWait, modelOf, type Placed, place, tokensOf } from './nodes';
import { addUp, type Model, type Row, type RowKind } from './rows';
import { spanRows } from './span-rows';
import { ownBars, toolNames, turnsOf } from './turns';

/** Deeper than this the page does not recurse: such a tree is shown span by span. */
const DEEPEST = 400;

/** By turn: a request and the tools that it asked for. A subagent stands in place of the tool that started it. */
export function turnRows(tree: SpanTree): Model {
  const { nodes } = tree;
  if (nodes.some((node) => node.depth > DEEPEST)) return spanRows(tree);
  const builder = new TurnRows(tree);
  builder.roots();
  addUp(builder.rows);
  return { rows: builder.rows, agents: builder.agents, nodes, placed: builder.placed, durationMs: tree.durationMs };
}

/** Rows are pushed in pre-order; a row that holds others learns its end when they are there. */
class TurnRows {
  readonly rows: Row[] = [];
  readonly placed: Placed;
  readonly agents: Agent[];
  private readonly nodes: readonly SpanNode[];
  private readonly agentIndex: Map<string | null, number>;

  constructor(private readonly tree: SpanTree) {
    this.nodes = tree.nodes;
    this.placed = place(tree.nodes);
    const { list, index } = agentsOf(tree.nodes);
    this.agents = list;
    this.agentIndex = index;
  }

  roots(): void {
    for (let at = 0; at < this.nodes.length; at = this.placed.end[at] ?? this.nodes.length) {
      const node = this.nodes[at];
      if (!node) return;
      if (node.kind === 'interaction' || node.kind === 'synthetic') {
        this.agentRow(node.agentId, childrenOf(this.placed, at), 0, -1, at);
      } else {
        this.step(at, node.agentId, 0, -1);
      }
    }
  }

  private step(at: number, agent: string | null, depth: number, parent: number): void {
    const node = this.nodes[at];
    if (!node) return;
    if (node.kind === 'agent') {
      this.agentRow(node.agentId, childrenOf(this.placed, at), depth, parent, at);
      return;
    }
    const started = node.kind === 'tool' ? this.startedBy(at, agent) : new Map<string, number[]>();
    if (started.size === 0) this.leaf(at, node, depth, parent);
    for (const [id, steps] of started) this.agentRow(id, steps, depth, parent, at);
  }

  private agentRow(id: string | null, steps: readonly number[], depth: number, parent: number, at: number): void {
    const agent = this.agentIndex.get(id) ?? 0;
    const node = this.nodes[at];
    const rootless = node?.kind === 'synthetic' && id === null && depth === 0 && this.tree.source === 'spans';
    const row = this.open({
      kind: 'agent',
      label: rootless ? 'Parent not received' : (this.agents[agent]?.name ?? 'subagent'),
      sub: id === null ? '' : (this.agents[agent]?.shortId ?? ''),
      depth,
      parent,
      agent,
      node: at,
      startMs: node?.startMs ?? 0,
      endMs: node ? endOf(node) : 0,
      failed: node?.kind === 'tool' && node.status === 'error',
    });
    turnsOf(this.nodes, steps).forEach((turn, number) => this.turnRow(turn, number + 1, id, depth + 1, row));
    this.close(row);
  }

  private turnRow(turn: readonly number[], number: number, agent: string | null, depth: number, parent: number): void {
    const row = this.open({
      kind: 'turn',
      label: `Turn ${number}`,
      sub: toolNames(this.nodes, turn),
      depth,
      parent,
      agent: this.agentIndex.get(agent) ?? 0,
    });
    for (const at of turn) this.step(at, agent, depth + 1, row);
    const own = this.close(row);
    if (!own) return;
    for (let at = row + 1; at < own.end; at++) {
      const below = this.rows[at];
      if (!below) continue;
      own.startMs = Math.min(own.startMs, below.startMs);
      own.endMs = Math.max(own.endMs, below.endMs);
    }
    const only = this.rows[row + 1];
    if (own.end === row + 2 && only?.kind === 'request') {
      // Nothing but an answer: one row says it all.
      this.rows.length = row + 1;
      this.rows[row] = { ...only, label: own.label, sub: 'answer', depth, parent, end: row + 1 };
    }
  }

  private leaf(at: number, node: SpanNode, depth: number, parent: number): void {
    const parts = childrenOf(this.placed, at).flatMap((child) => this.nodes[child] ?? []);
    this.open({
      kind: leafKind(node),
      label: node.kind === 'llm_request' ? 'Model request' : node.label,
      sub: node.kind === 'llm_request' ? modelOf(node) : '',
      depth,
      parent,
      agent: this.agentIndex.get(node.agentId) ?? 0,
      node: at,
      startMs: node.startMs,
      endMs: endOf(node),
      costUsd: node.costUsd ?? 0,
      tokens: tokensOf(node),
      failed: node.status === 'error',
      rejected: node.status === 'rejected',
      ...ownBars(node, parts),
    });
  }

  /** Subagents below a tool, by who they are. */
  private startedBy(at: number, agent: string | null): Map<string, number[]> {
    const started = new Map<string, number[]>();
    for (const child of childrenOf(this.placed, at)) {
      if (this.nodes[child]?.kind !== 'execution') continue;
      for (const inner of childrenOf(this.placed, child)) {
        const id = this.nodes[inner]?.agentId ?? null;
        if (id === null || id === agent) continue;
        const steps = started.get(id);
        if (steps) steps.push(inner);
        else started.set(id, [inner]);
      }
    }
    return started;
  }

  private open(fields: Partial<Row> & Pick<Row, 'kind' | 'label' | 'depth' | 'parent' | 'agent'>): number {
    this.rows.push({
      sub: '',
      end: this.rows.length + 1,
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
    return this.rows.length - 1;
  }

  private close(row: number): Row | undefined {
    const own = this.rows[row];
    if (own) own.end = this.rows.length;
    return own;
  }
}

const leafKind = (node: SpanNode): RowKind =>
  node.kind === 'llm_request' ? 'request' : node.kind === 'tool' ? 'tool' : isWait(node) ? 'wait' : 'other';
