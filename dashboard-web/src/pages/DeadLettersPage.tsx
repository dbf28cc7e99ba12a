import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const DeadLetters = panels['dead-letters'];

export function DeadLettersPage() {
  return (
    <Page title="Dead letters">
      <DeadLetters />
    </Page>
  );
}
