import type { SpanNode } from './api';
import { endOf, isWait } from './nodes';
import type { Row } from './rows';

/** Steps of one agent cut into turns: each begins with a request; what precedes the first belongs to it. */
export function turnsOf(nodes: readonly SpanNode[], steps: readonly number[]): number[][] {
  const turns: number[][] = [];
  let hasRequest = false;
  for (const at of steps) {
    const request = nodes[at]?.kind === 'llm_request';
    if (turns.length === 0 || (request && hasRequest)) {
      turns.push([]);
      hasRequest = false;
    }
    hasRequest ||= request;
    turns.at(-1)?.push(at);
  }
  return turns;
}

const MOST_NAMES = 3;

/** Read ×3, Grep */
export function toolNames(nodes: readonly SpanNode[], turn: readonly number[]): string {
  const tools = new Map<string, number>();
  for (const at of turn) {
    const node = nodes[at];
    if (node?.kind === 'tool') tools.set(node.tool ?? 'tool', (tools.get(node.tool ?? 'tool') ?? 0) + 1);
  }
  const names = [...tools].map(([tool, many]) => (many > 1 ? `${tool} ×${many}` : tool));
  return names.length === 0
    ? 'answer'
    : names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ' …' : '');
}

/** What a step did itself: of a tool, waiting and running apart. */
export function ownBars(node: SpanNode, parts: readonly SpanNode[]): { bars: Row['bars']; waitMs: number } {
  const failed = node.status === 'error';
  const bars: Row['bars'] = [];
  let waitMs = isWait(node) ? node.durationMs : 0;
  for (const part of node.kind === 'tool' ? parts : []) {
    if (isWait(part)) {
      waitMs += part.durationMs;
      bars.push({ kind: 'wait', startMs: part.startMs, endMs: endOf(part) });
    } else if (part.kind === 'execution') {
      bars.push({ kind: failed ? 'failed' : 'tool', startMs: part.startMs, endMs: endOf(part) });
    }
  }
  if (bars.length === 0) {
    const kind = failed ? 'failed' : node.kind === 'llm_request' ? 'model' : isWait(node) ? 'wait' : 'tool';
    bars.push({ kind, startMs: node.startMs, endMs: endOf(node) });
  }
  return { bars, waitMs };
}
