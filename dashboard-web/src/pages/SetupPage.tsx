import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { meQuery } from '@/lib/api/me';
import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Setup = panels.setup;

/** `awaited`: it stands in the place of the overview, which `open` shows. */
export function SetupPage({ awaited = false, open }: { awaited?: boolean; open?: () => void }) {
  const me = useQuery({ ...meQuery, refetchInterval: 2000 });
  const empty = me.data?.lastIngestAt === null;
  return (
    <Page title="Set-up">
      <p className="eyebrow">{empty ? `${me.data?.org.name ?? ''} · no data yet` : 'Set-up'}</p>
      <h1>
        {empty
          ? 'Nothing has arrived yet. Two minutes to your first number.'
          : awaited
            ? 'Your first event is here.'
            : 'Add another machine.'}
      </h1>
      <p className="cause" role="status">
        {empty ? (
          'Waiting for your first event… What has arrived turns green below.'
        ) : (
          <>
            Data is arriving.{' '}
            <Link to="/" {...(open ? { onClick: open } : {})}>
              Open the overview
            </Link>
          </>
        )}
      </p>
      <Setup />
    </Page>
  );
}
