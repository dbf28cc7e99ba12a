import { order } from './client';

/** Tells the audit log that a panel was exported. The data is on the screen already, so nobody waits for the answer. */
export function reportExport(what: string): void {
  void order('POST', '/api/audit/export', { what }).catch(() => undefined);
}
