import type { Section } from '@/charts/rows';
import type { DataTable } from '@/lib/csv';
import { shortInstant } from '@/lib/days';
import { compact, duration, percentOfWhole, person, shortId, usdLike } from '@/lib/format';
import type { Hue } from '@/lib/palette';
import { ratio, sumOf, wholeMicros } from '@/lib/stats';
import type { SpanTree } from './api';
import { knowsWaits, moneyByAgent, moneyByModel, timeSplit, tokensByKind } from './summary';

export type SplitBy = 'agent' | 'model' | 'token';

interface Part {
  key: string;
  name: string;
  hue: Hue;
  value: number;
  /** Of time, which is grey: texture tells what it was. */
  look?: 'tint' | 'hatched' | 'void';
}

/** A whole and what it is made of. */
export interface Parts {
  parts: Part[];
  whole: number;
  write: (value: number) => string;
  table: DataTable;
}

/** How files about the prompt are called. */
export const fileOf = (tree: SpanTree): string => `prompt-${shortId(tree.promptId ?? tree.traceId ?? 'tree', 8)}`;

/** Prompt a64f12ab · 18 Nov 14:02, UTC: what a picture is about. */
export const lineOf = (tree: SpanTree): string =>
  `Prompt ${shortId(tree.promptId ?? tree.traceId ?? '', 8)} · ${shortInstant(tree.startedAt)}, UTC`;

export function timeParts(tree: SpanTree): Parts {
  const time = timeSplit(tree);
  const parts: Part[] = [
    { key: 'model', name: 'Model', value: time.modelMs },
    { key: 'tools', name: 'Tools', value: time.toolMs, look: 'tint' as const },
    {
      key: 'wait',
      name: `Waiting for ${person(tree.user) || 'a person'}`,
      value: time.waitMs,
      look: 'hatched' as const,
    },
    {
      key: 'rest',
      name: knowsWaits(tree) ? 'Client' : 'Client, or waiting',
      value: time.restMs,
      look: 'void' as const,
    },
  ]
    .filter((part) => part.value > 0)
    .map((part) => ({ ...part, hue: 'c8' }));
  return {
    parts,
    whole: Math.max(1, tree.durationMs),
    write: duration,
    table: {
      name: `${fileOf(tree)}-time`,
      columns: ['part', 'duration_ms'],
      rows: parts.map((part) => [part.name, part.value]),
    },
  };
}

/** The money, or the tokens: what a kind of token cost is not known. */
export function moneyParts(tree: SpanTree, by: SplitBy): Parts {
  if (by === 'token') {
    const parts = tokensByKind(tree).map((part) => ({ ...part, key: part.name, value: part.tokens }));
    return {
      parts,
      whole: sumOf(parts, (part) => part.value),
      write: compact,
      table: {
        name: `${fileOf(tree)}-tokens`,
        columns: ['kind', 'tokens'],
        rows: parts.map((part) => [part.name, part.value]),
      },
    };
  }
  const money = by === 'agent' ? moneyByAgent(tree) : moneyByModel(tree);
  return {
    parts: money.map((part) => ({ ...part, value: part.costUsd })),
    whole: tree.totals.costUsd,
    write: usdLike(tree.totals.costUsd),
    table: {
      name: `${fileOf(tree)}-cost-by-${by}`,
      columns: [by, 'cost_usd'],
      rows: money.map((part) => [part.name, wholeMicros(part.costUsd)]),
    },
  };
}

const LOOKS = { tint: 'faint', hatched: 'hatch' } as const;

/** Each part where it is in the bar on the page; nothing is drawn of what nobody did. */
export function pictureOf({ parts, whole, write }: Parts): Section[] {
  let end = 0;
  const rows = parts.map(({ name, hue, value, look }) => {
    const from = end;
    end += (ratio(value, whole) ?? 0) * 100;
    return {
      name,
      values: [write(value), percentOfWhole(ratio(value, whole))],
      bars: look === 'void' ? [] : [{ from, to: end, hue, look: look && LOOKS[look] }],
    };
  });
  return [{ rows }];
}
