import type { ToolDecisions } from '@/lib/api/panels';
import { ratio, sumOf, topAndRest } from '@/lib/stats';

export interface ToolRow {
  tool: string;
  accepts: number;
  rejects: number;
  ratio: number | null;
  /** Percent of the longest row. */
  acceptWidth: number;
  rejectWidth: number;
  /** Refused so often that a rule would save the asking. */
  low: boolean;
}

export interface Deciders {
  rules: number;
  hooks: number;
  people: number;
  other: number;
  total: number;
}

const MOST = 6;
const LOW = 0.75;
const LOW_OF = 20;

export function shapeTools(decisions: ToolDecisions): { rows: ToolRow[]; more: number; deciders: Deciders } {
  const { top, rest } = topAndRest(decisions.tools, MOST);
  const longest = Math.max(1, ...top.map((tool) => tool.accepts + tool.rejects));
  return {
    rows: top.map((tool) => ({
      tool: tool.tool === '' ? 'unnamed' : tool.tool,
      accepts: tool.accepts,
      rejects: tool.rejects,
      ratio: tool.acceptRatio,
      acceptWidth: (tool.accepts / longest) * 100,
      rejectWidth: (tool.rejects / longest) * 100,
      low: tool.accepts + tool.rejects >= LOW_OF && (tool.acceptRatio ?? 1) < LOW,
    })),
    more: rest.length,
    deciders: deciders(decisions),
  };
}

/** Who decided: a rule in the settings, a hook, or a person who was asked. */
export function deciders(decisions: ToolDecisions): Deciders {
  const of = (test: (source: string) => boolean) =>
    sumOf(
      decisions.sources.filter((source) => test(source.source)),
      (source) => source.accepts + source.rejects,
    );
  const total = of(() => true);
  const rules = of((source) => source === 'config');
  const hooks = of((source) => source === 'hook');
  const people = of((source) => source.startsWith('user_'));
  return { rules, hooks, people, other: total - rules - hooks - people, total };
}

export const share = (part: number, all: Deciders): number | null => ratio(part, all.total);
