import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Table = panels['groups-table'];

export function ModelsPage() {
  return (
    <Page title="Models">
      <Table by="model" />
    </Page>
  );
}
