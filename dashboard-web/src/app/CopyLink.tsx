import { useState } from 'react';
import { Icon } from '@/ui/Icon';
import { useCopyLink } from './useCopyLink';

export function CopyLink() {
  const copyLink = useCopyLink();
  const [said, setSaid] = useState('Copy link');
  const copy = async () => {
    setSaid((await copyLink()) ? 'Copied' : 'Not allowed here');
    setTimeout(() => setSaid('Copy link'), 2000);
  };
  return (
    <button type="button" className="btn hide-phone" data-copy-link onClick={() => void copy()}>
      <Icon name={said === 'Copied' ? 'check' : 'link'} />
      <span aria-live="polite">{said}</span>
    </button>
  );
}
