import type { ReactNode } from 'react';
import { nameOf } from '@/lib/names';
import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const One = panels.one;

/** What the page of one person, one repo and one model have in common; `usePinned` has all panels answer for it. */
export function OnePage({ by, id, children }: { by: 'user' | 'repo' | 'model'; id: string; children: ReactNode }) {
  return (
    <Page title={nameOf(by, id)}>
      <One by={by} id={id} />
      <div className="grid">{children}</div>
      <p className="note">
        Days are UTC. Cost is what Claude Code reports for each request, not the invoice.
        {by === 'model' && ' Prompts, commits, lines and decisions are not known per model.'}
      </p>
    </Page>
  );
}
