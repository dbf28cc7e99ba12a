import type { SpanNode, SpanTree } from './api';
import { agentsOf, endOf, isWait, place, modelOf, tokensOf } from './nodes';
import { addUp, type BarKind, type Model, type Row, type RowKind } from './rows';

/** Every span one row. */
export function spanRows(tree: SpanTree): Model {
  const { nodes } = tree;
  const placed = place(nodes);
  const { list, index } = agentsOf(nodes);
  const rows = nodes.map((node, at): Row => {
    const kind = kindOf(node);
    const isLeaf = placed.end[at] === at + 1;
    const drawn =
      kind === 'request' || kind === 'wait' || node.kind === 'execution' || (node.kind === 'tool' && isLeaf);
    return {
      kind,
      label: node.kind === 'interaction' ? 'Prompt' : node.kind === 'llm_request' ? 'Model request' : node.label,
      sub: node.kind === 'llm_request' ? modelOf(node) : node.status === 'rejected' ? 'rejected' : '',
      depth: node.depth,
      parent: placed.parent[at] ?? -1,
      end: placed.end[at] ?? at + 1,
      agent: index.get(node.agentId) ?? 0,
      node: at,
      startMs: node.startMs,
      endMs: endOf(node),
      costUsd: node.costUsd ?? 0,
      tokens: tokensOf(node),
      waitMs: kind === 'wait' ? node.durationMs : 0,
      failed: node.status === 'error',
      rejected: node.status === 'rejected',
      bars: drawn ? [{ kind: barOf(node, kind), startMs: node.startMs, endMs: endOf(node) }] : [],
    };
  });
  addUp(rows);
  return { rows, agents: list, nodes, placed, durationMs: tree.durationMs };
}

function kindOf(node: SpanNode): RowKind {
  switch (node.kind) {
    case 'llm_request':
      return 'request';
    case 'tool':
      return 'tool';
    case 'agent':
    case 'interaction':
      return 'agent';
    default:
      return isWait(node) ? 'wait' : 'other';
  }
}

const barOf = (node: SpanNode, kind: RowKind): BarKind =>
  node.status === 'error' ? 'failed' : kind === 'wait' ? 'wait' : kind === 'request' ? 'model' : 'tool';
