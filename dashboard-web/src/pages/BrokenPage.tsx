import { Page } from '@/ui/Page';

/** A fault of this page itself: never a blank screen. */
export function BrokenPage({ error }: { error: unknown }) {
  return (
    <Page title="Error">
      <div className="full-page" role="alert">
        <h1>This page broke.</h1>
        <p>
          It is a fault of the dashboard, not of your data: {error instanceof Error ? error.message : 'unknown'}.
          Loading it again often helps; when it was updated meanwhile, it is needed.
        </p>
        <div className="row">
          <button type="button" className="btn primary" onClick={() => location.reload()}>
            Load again
          </button>
          <a className="btn" href="/">
            Go to the overview
          </a>
        </div>
      </div>
    </Page>
  );
}
