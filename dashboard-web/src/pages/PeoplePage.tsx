import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Table = panels['groups-table'];

export function PeoplePage() {
  return (
    <Page title="People">
      <Table by="user" />
    </Page>
  );
}
