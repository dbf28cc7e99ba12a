import { Link } from '@tanstack/react-router';
import { Page } from '@/ui/Page';

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <div className="full-page">
        <h1>There is nothing at this address.</h1>
        <p>
          <code>{location.pathname}</code> is not a page. It may have been typed by hand or cut off when it was copied.
        </p>
        <Link to="/" className="btn">
          Go to the overview
        </Link>
      </div>
    </Page>
  );
}
