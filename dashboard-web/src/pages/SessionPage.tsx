import { useParams } from '@tanstack/react-router';
import { shortId } from '@/lib/format';
import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Session = panels.session;

export function SessionPage() {
  const { sessionId } = useParams({ strict: false });
  const id = sessionId ?? '';
  return (
    <Page title={`Session ${shortId(id)}`}>
      <Session key={id} sessionId={id} />
    </Page>
  );
}
