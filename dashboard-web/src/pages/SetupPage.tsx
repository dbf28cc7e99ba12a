import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { meQuery } from '@/lib/api/me';
import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Setup = panels.setup;

export function SetupPage() {
  const me = useQuery({ ...meQuery, refetchInterval: 2000 });
  const empty = me.data?.lastIngestAt === null;
  return (
    <Page title="Set-up">
      <p className="eyebrow">{empty ? `${me.data?.org.name ?? ''} · no data yet` : 'Set-up'}</p>
      <h1>{empty ? 'Nothing has arrived yet. Two minutes to your first number.' : 'Add another machine.'}</h1>
      <p className="cause" role="status">
        {empty ? (
          'Waiting for your first event… This page turns into the overview when it is here.'
        ) : (
          <>
            Data is arriving. <Link to="/">Open the overview</Link>
          </>
        )}
      </p>
      <Setup />
    </Page>
  );
}
