import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Table = panels['sessions-table'];

export function SessionsPage() {
  return (
    <Page title="Sessions">
      <Table />
    </Page>
  );
}
