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
