import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Audit = panels['audit'];

export function AuditPage() {
  return (
    <Page title="Audit log">
      <Audit />
    </Page>
  );
}

/** What belongs to no organisation. */
export function InstallationAuditPage() {
  return (
    <Page title="Audit log">
      <Audit of="installation" />
    </Page>
  );
}
