import { Link } from '@tanstack/react-router';
import type { Role } from '@/lib/roles';
import { Page } from '@/ui/Page';

const FOR: Record<Role, string> = {
  viewer: 'It shows what an organisation does with Claude Code, which its viewers and admins see.',
  admin: 'It changes the organisation, which its admins do. Ask one of them, or to become one.',
  ops: 'It shows how all organisations of this installation do, for those who run it.',
};

/** A page of another role. The API refuses its data as well; this says why before anything is asked. */
export function NoAccessPage({ needed, role, home }: { needed: Role; role: string; home: '/' | '/ops/orgs' }) {
  return (
    <Page title="No access">
      <div className="full-page">
        <h1>You have no access to this page.</h1>
        <p>
          It is for the role <b>{needed}</b>; you are signed in as <b>{role}</b>. {FOR[needed]}
        </p>
        <Link to={home} className="btn">
          {home === '/' ? 'Go to the overview' : 'Go to the organisations'}
        </Link>
      </div>
    </Page>
  );
}
