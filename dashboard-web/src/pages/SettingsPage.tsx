import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Settings = panels['org-settings'];

export function SettingsPage() {
  return (
    <Page title="Settings">
      <Settings />
    </Page>
  );
}
