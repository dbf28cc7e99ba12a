import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { meSchema, reportingSchema } from '@/lib/api/me';
import { activeUsersSchema, cacheHitSchema, subagentStatsSchema, toolDecisionsSchema } from '@/lib/api/panels';
import { topPromptsSchema } from '@/lib/api/prompts';
import { rollupsSchema } from '@/lib/api/rollups';
import { sessionDetailSchema, sessionsSchema } from '@/lib/api/sessions';
import { costTrendSchema } from '@/panels/cost-per-day/api';
import { spanTreeSchema } from '@/panels/prompt/api';

const CONTRACT = new URL('../../../contract/panels/', import.meta.url);

/** What the server's own test says that each endpoint answers; a schema that refuses one would refuse it on the wire. */
const SCHEMAS: Record<string, ZodType> = {
  'active-users': activeUsersSchema,
  'cache-hit': cacheHitSchema,
  'cost-trend': costTrendSchema,
  me: meSchema,
  reporting: reportingSchema,
  rollups: rollupsSchema,
  session: sessionDetailSchema,
  sessions: sessionsSchema,
  'spans-tree': spanTreeSchema,
  'spans-tree-events': spanTreeSchema,
  'subagent-stats': subagentStatsSchema,
  'tool-decisions': toolDecisionsSchema,
  'top-prompts': topPromptsSchema,
};

describe('contract/panels', () => {
  const files = fs.readdirSync(CONTRACT).filter((name) => name.endsWith('.json'));

  it('has a schema for every file', () => {
    expect(files.map((name) => name.replace('.json', '')).sort()).toEqual(Object.keys(SCHEMAS).sort());
  });

  it.each(files)('%s is understood', (name) => {
    const file = JSON.parse(fs.readFileSync(new URL(name, CONTRACT), 'utf8')) as { response: unknown };
    const result = SCHEMAS[name.replace('.json', '')]!.safeParse(file.response);
    expect(result.error?.issues ?? []).toEqual([]);
  });
});
