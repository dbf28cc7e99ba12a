import type { RefObject } from 'react';

/**
 * For the end of a box's closing: back to the button that opened it. A box with a calendar may give its chosen day the focus
 * while it closes, and Mantine leaves its own way back out then.
 */
export const backTo = (button: RefObject<HTMLButtonElement | null>) => () => {
  const at = document.activeElement;
  if (at === document.body || at?.closest('[role="dialog"]')) button.current?.focus({ preventScroll: true });
};
