import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Table = panels['groups-table'];

export function ReposPage() {
  return (
    <Page title="Repos">
      <Table by="repo" />
    </Page>
  );
}
