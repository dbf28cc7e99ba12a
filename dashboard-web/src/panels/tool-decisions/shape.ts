import type { Mark } from '@/charts/picture';
import type { Section } from '@/charts/rows';
import type { ToolDecisions } from '@/lib/api/panels';
import { count, percentOfWhole } from '@/lib/format';
import type { Hue } from '@/lib/palette';
import { askedOf, isRefused } from '@/lib/refusals';
import { ratio, sumOf } from '@/lib/stats';

export interface ToolRow {
  tool: string;
  accepts: number;
  rejects: number;
  ratio: number | null;
  /** Percent of the longest row. */
  acceptWidth: number;
  rejectWidth: number;
  /** What people were asked about, and refused. */
  asked: number;
  refused: number;
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
/** Of them, at most so many because of how much was refused. */
const MOST_REFUSED = 3;
/** Of all calls, whoever decided. */
const LOW = 0.75;
const LOW_OF = 20;

type Tool = ToolDecisions['tools'][number];

const callsOf = (tool: Tool): number => tool.accepts + tool.rejects;

/** The most used, and always those that are refused most: first the ones that people refuse often. */
function shownTools(tools: readonly Tool[]): Tool[] {
  if (tools.length <= MOST + 1) return [...tools];
  const refused = tools
    .filter((tool) => tool.rejects > 0)
    .sort(
      (a, b) => Number(isRefused(b)) - Number(isRefused(a)) || b.userRejects - a.userRejects || b.rejects - a.rejects,
    )
    .slice(0, MOST_REFUSED);
  const most = tools.filter((tool) => !refused.includes(tool)).slice(0, MOST - refused.length);
  return tools.filter((tool) => refused.includes(tool) || most.includes(tool));
}

export function shapeTools(decisions: ToolDecisions): { rows: ToolRow[]; more: number; deciders: Deciders } {
  const top = shownTools(decisions.tools);
  const longest = Math.max(1, ...top.map(callsOf));
  return {
    rows: top.map((tool) => ({
      tool: tool.tool === '' ? 'unnamed' : tool.tool,
      accepts: tool.accepts,
      rejects: tool.rejects,
      ratio: tool.acceptRatio,
      acceptWidth: (tool.accepts / longest) * 100,
      rejectWidth: (tool.rejects / longest) * 100,
      asked: askedOf(tool),
      refused: tool.userRejects,
      low: isRefused(tool) || (callsOf(tool) >= LOW_OF && (tool.acceptRatio ?? 1) < LOW),
    })),
    more: decisions.tools.length - top.length,
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

/** Who decided, those that did. */
export const partsOf = (all: Deciders): { name: string; value: number; hue: Hue }[] =>
  [
    { name: 'rules (config)', value: all.rules, hue: 'c1' as const },
    { name: 'hooks', value: all.hooks, hue: 'c3' as const },
    { name: 'people', value: all.people, hue: 'c2' as const },
    { name: 'other', value: all.other, hue: 'c8' as const },
  ].filter((part) => part.value > 0);

export const LEGEND: readonly Mark[] = [
  { name: 'accepted', sign: 'c1' },
  { name: 'rejected', sign: 'hatch', hue: 'c2' },
];

export const pictureOf = ({ rows, deciders }: ReturnType<typeof shapeTools>): Section[] => [
  {
    head: 'Tool',
    rows: rows.map((row) => ({
      name: row.tool,
      values: [count(row.accepts + row.rejects), percentOfWhole(row.ratio)],
      bars: [
        { from: 0, to: row.acceptWidth, hue: 'c1' as const },
        ...(row.rejects > 0
          ? [
              {
                from: row.acceptWidth,
                to: row.acceptWidth + row.rejectWidth,
                hue: 'c2' as const,
                look: 'hatch' as const,
              },
            ]
          : []),
      ],
    })),
  },
  {
    head: 'Who decided',
    rows: partsOf(deciders).map((part) => ({
      name: part.name,
      values: [count(part.value), percentOfWhole(share(part.value, deciders))],
      bars: [{ from: 0, to: (share(part.value, deciders) ?? 0) * 100, hue: part.hue }],
    })),
  },
];
