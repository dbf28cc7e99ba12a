import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z, type ZodType } from 'zod';
import { meSchema, reportingSchema } from '@/lib/api/me';
import { activeUsersSchema, cacheHitSchema, subagentStatsSchema, toolDecisionsSchema } from '@/lib/api/panels';
import { topPromptsSchema } from '@/lib/api/prompts';
import { rollupsSchema } from '@/lib/api/rollups';
import { sessionDetailSchema, sessionsSchema } from '@/lib/api/sessions';
import { createdTokenSchema, rotatedTokenSchema, tokensSchema } from '@/lib/api/tokens';
import { auditSchema } from '@/panels/audit/api';
import { costSeriesSchema } from '@/lib/api/cost-series';
import { costTrendSchema } from '@/panels/cost-per-day/api';
import { memberSchema, membersSchema } from '@/panels/members/api';
import { settingsSchema } from '@/panels/org-settings/api';
import { deadLettersSchema, wholeDeadLetterSchema } from '@/panels/dead-letters/api';
import { orgsSchema } from '@/panels/orgs/api';
import { spanTreeSchema } from '@/panels/prompt/api';

const CONTRACT = new URL('../../../contract/', import.meta.url);

/** What the server's own test says that each endpoint answers; a schema that refuses one would refuse it on the wire. */
const PANELS: Record<string, ZodType> = {
  'active-users': activeUsersSchema,
  'cache-hit': cacheHitSchema,
  'cost-series': costSeriesSchema,
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

const ADMIN: Record<string, ZodType> = {
  audit: auditSchema,
  'member-invited': memberSchema,
  members: membersSchema,
  'ops-orgs': orgsSchema,
  'ops-audit': auditSchema,
  'ops-dlq': deadLettersSchema,
  'ops-dead-letter': wholeDeadLetterSchema,
  // What the client reads of a problem document.
  'problem-conflict': z.object({ detail: z.string(), status: z.literal(409) }),
  'problem-parameter': z.object({ detail: z.string(), status: z.literal(400), parameter: z.string() }),
  settings: settingsSchema,
  'token-created': createdTokenSchema,
  'token-rotated': rotatedTokenSchema,
  tokens: tokensSchema,
};

describe.each([
  ['panels', PANELS],
  ['admin', ADMIN],
])('contract/%s', (folder, schemas) => {
  const directory = new URL(`${folder}/`, CONTRACT);
  const files = fs.readdirSync(directory).filter((name) => name.endsWith('.json'));

  it('has a schema for every file', () => {
    expect(files.map((name) => name.replace('.json', '')).sort()).toEqual(Object.keys(schemas).sort());
  });

  it.each(files)('%s is understood', (name) => {
    const file = JSON.parse(fs.readFileSync(new URL(name, directory), 'utf8')) as { response: unknown };
    const result = schemas[name.replace('.json', '')]!.safeParse(file.response);
    expect(result.error?.issues ?? []).toEqual([]);
  });
});
