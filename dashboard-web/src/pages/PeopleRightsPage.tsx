import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Rights = panels['people-rights'];

export function PeopleRightsPage() {
  return (
    <Page title="People’s rights">
      <Rights />
    </Page>
  );
}
