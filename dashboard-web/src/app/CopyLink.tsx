import { useState } from 'react';
import { writeQuery } from '@/lib/filters';
import { useScope } from '@/lib/useScope';
import { Icon } from '@/ui/Icon';

/** The days themselves go into the link, not "last 4 weeks": who opens it next week sees the same screen. */
export function CopyLink() {
  const { search, scope } = useScope();
  const [said, setSaid] = useState('Copy link');
  const copy = async () => {
    const fixed = { ...search, range: undefined, from: scope.from, to: scope.to };
    try {
      await navigator.clipboard.writeText(location.origin + location.pathname + writeQuery(fixed));
      setSaid('Copied');
    } catch {
      setSaid('Not allowed here');
    }
    setTimeout(() => setSaid('Copy link'), 2000);
  };
  return (
    <button type="button" className="btn hide-phone" data-copy-link onClick={() => void copy()}>
      <Icon name={said === 'Copied' ? 'check' : 'link'} />
      <span aria-live="polite">{said}</span>
    </button>
  );
}
