import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Members = panels['members'];

export function MembersPage() {
  return (
    <Page title="Members">
      <Members />
    </Page>
  );
}
