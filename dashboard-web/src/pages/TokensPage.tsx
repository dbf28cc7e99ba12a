import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Tokens = panels['tokens'];

export function TokensPage() {
  return (
    <Page title="Tokens">
      <Tokens />
    </Page>
  );
}
