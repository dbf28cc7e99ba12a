import { useSyncExternalStore } from 'react';

const PHONE = matchMedia('(max-width: 640px)');

const listen = (changed: () => void): (() => void) => {
  PHONE.addEventListener('change', changed);
  return () => PHONE.removeEventListener('change', changed);
};

/** The same width as in the style sheets. */
export const usePhone = (): boolean => useSyncExternalStore(listen, () => PHONE.matches);
