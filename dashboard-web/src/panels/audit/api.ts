import { infiniteQueryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get } from '@/lib/api/client';
import { saveFile } from '@/lib/files';
import { type AuditFilters, auditParams, fileName } from './shape';

export const auditSchema = z.object({
  entries: z.array(
    z.object({
      id: z.union([z.string(), z.number()]),
      at: z.string(),
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

const PAGE = 100;

export const auditQuery = (filters: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: ['audit', filters],
    initialPageParam: null as string | number | null,
    queryFn: ({ pageParam, signal }) => {
      const params = auditParams(filters);
      params.set('limit', String(PAGE));
      if (pageParam !== null) params.set('before', String(pageParam));
      return get('/api/admin/audit', auditSchema, params, signal);
    },
    getNextPageParam: (last) => last.next,
  });

export const saveAudit = (filters: AuditFilters): Promise<void> =>
  saveFile(fileName(filters), '/api/admin/audit.csv', auditParams(filters), 'text/csv');
