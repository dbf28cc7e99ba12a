import { type ReactNode, Suspense, useEffect } from 'react';
import { Bones } from './States';

/** A page: its title in the tab, one h1, what stands above and beside it. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · metric-ai`;
  }, [title]);
  return (
    <div className="page">
      <Suspense fallback={<Bones rows={10} height={16} />}>{children}</Suspense>
    </div>
  );
}

/** Text with bold parts, as rules make it: never markup. */
export type Rich = readonly (string | { b: string })[];

export function RichText({ parts }: { parts: Rich }) {
  return <>{parts.map((part, index) => (typeof part === 'string' ? part : <b key={index}>{part.b}</b>))}</>;
}

export const plain = (parts: Rich): string => parts.map((part) => (typeof part === 'string' ? part : part.b)).join('');
