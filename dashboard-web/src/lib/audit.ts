import { type Day, isDay } from './days';

/** What the address of the audit page says. */
export interface AuditSearch {
  from?: Day;
  to?: Day;
  actor?: string;
  action?: string;
  outcome?: 'done' | 'denied';
}

const MOST = 200;

const text = (raw: unknown): string | undefined => {
  const value = (Array.isArray(raw) ? raw[0] : raw) as unknown;
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, MOST) : undefined;
};

/** Keeps what can be understood; either day may be missing. */
export function parseAudit(raw: Record<string, unknown>): AuditSearch {
  const outcome = text(raw.outcome);
  const days = { from: isDay(raw.from) ? raw.from : undefined, to: isDay(raw.to) ? raw.to : undefined };
  const wrong = days.from !== undefined && days.to !== undefined && days.from > days.to;
  const search = {
    ...(wrong ? {} : days),
    actor: text(raw.actor),
    action: text(raw.action),
    outcome: outcome === 'done' || outcome === 'denied' ? outcome : undefined,
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as AuditSearch;
}
