import { useSyncExternalStore } from 'react';
import { currentToasts, dismiss, onToasts } from '@/lib/toasts';
import { Icon } from './Icon';

/** The region is there from the start, so that screen readers announce what comes into it. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <div className="toasts" role="status" aria-live="polite" aria-label="Done">
      {toasts.map((toast) => (
        <div key={toast.id} className="toast">
          <Icon name="check" />
          <span>{toast.text}</span>
          <button type="button" className="btn quiet icon" aria-label="Hide the note" onClick={() => dismiss(toast.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
