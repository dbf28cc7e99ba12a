import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Orgs = panels['orgs'];

export function OrgsPage() {
  return (
    <Page title="Organisations">
      <Orgs />
    </Page>
  );
}
