import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Table = panels['prompts-table'];

export function PromptsPage() {
  return (
    <Page title="Prompts">
      <Table />
    </Page>
  );
}
