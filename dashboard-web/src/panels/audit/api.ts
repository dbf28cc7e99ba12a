import { infiniteQueryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get } from '@/lib/api/client';
import { saveFile } from '@/lib/files';
import { type AuditFilters, auditParams, fileName } from './shape';

export const auditSchema = z.object({
  entries: z.array(
    z.object({
      id: z.union([z.string(), z.number()]),
      at: z.iso.datetime(),
      actor: z.string(),
      action: z.string(),
      subject: z.string(),
      outcome: z.string(),
      detail: z.string(),
      ip: z.string().nullable(),
      userAgent: z.string().nullable(),
    }),
  ),
  /** What to ask `before` for older ones; null at the end. */
  next: z.union([z.string(), z.number()]).nullable(),
});
export type AuditEntry = z.infer<typeof auditSchema>['entries'][number];

/** An org's own, or what belongs to none, which operators see. */
export type AuditOf = 'org' | 'installation';

const PATHS = { org: '/api/admin/audit', installation: '/api/ops/audit' } as const;
const PAGE = 100;

export const auditQuery = (of: AuditOf, filters: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: ['audit', of, filters],
    initialPageParam: null as string | number | null,
    queryFn: ({ pageParam, signal }) => {
      const params = auditParams(filters);
      params.set('limit', String(PAGE));
      if (pageParam !== null) params.set('before', String(pageParam));
      return get(PATHS[of], auditSchema, params, signal);
    },
    getNextPageParam: (last) => last.next,
  });

export const saveAudit = (of: AuditOf, filters: AuditFilters): Promise<void> =>
  saveFile(fileName(filters), `${PATHS[of]}.csv`, auditParams(filters), 'text/csv');
