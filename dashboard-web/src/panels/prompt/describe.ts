import type { Model } from './rows';

export interface Described {
  ownCost: number;
  tokens: { input: number; output: number; cacheRead: number; cacheCreation: number } | null;
  /** A call that was rejected is none. */
  tools: { name: string; called: number; failed: number; rejected: number }[];
  /** Of an agent: what each of its own turns cost, with the subagents that it started. */
  turns: number[];
}

/** Sums over a row and all below it; own is what the row's agent did itself. */
export function describe(model: Model, at: number): Described {
  const row = model.rows[at];
  const tokens = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 };
  const tools = new Map<string, Described['tools'][number]>();
  const turns: number[] = [];
  let ownCost = 0;
  let any = false;
  for (let each = at; row && each < row.end; each++) {
    const below = model.rows[each];
    // A turn that is nothing but an answer is a request's row.
    if (below && row.kind === 'agent' && below.parent === at && /^Turn /.test(below.label)) turns.push(below.costUsd);
    const node = below && below.node >= 0 ? model.nodes[below.node] : undefined;
    if (!below || !node) continue;
    if (below.agent === row.agent) ownCost += node.costUsd ?? 0;
    if (node.tokens) {
      any = true;
      tokens.input += node.tokens.input;
      tokens.output += node.tokens.output;
      tokens.cacheRead += node.tokens.cacheRead;
      tokens.cacheCreation += node.tokens.cacheCreation;
    }
    if (node.kind === 'tool') {
      const name = node.tool ?? 'tool';
      const tool = tools.get(name) ?? { name, called: 0, failed: 0, rejected: 0 };
      if (node.status === 'rejected') tool.rejected++;
      else tool.called++;
      if (node.status === 'error') tool.failed++;
      tools.set(name, tool);
    }
  }
  return {
    ownCost,
    tokens: any ? tokens : null,
    tools: [...tools.values()].sort((a, b) => b.called - a.called),
    turns,
  };
}
