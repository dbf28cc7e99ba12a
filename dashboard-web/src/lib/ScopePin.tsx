import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Dimension } from './filters';

type Pins = Partial<Record<Dimension, string>>;

const Pin = createContext<Pins>({});

/** What a page is about, as the person of a person's page: every panel inside answers for it. */
export function ScopePin({ children, ...pins }: Pins & { children: ReactNode }) {
  const { source, user, team, repo, model } = pins;
  const value = useMemo(() => {
    const set = { source, user, team, repo, model };
    return Object.fromEntries(Object.entries(set).filter(([, each]) => each !== undefined)) as Pins;
  }, [source, user, team, repo, model]);
  return <Pin.Provider value={value}>{children}</Pin.Provider>;
}

export const useScopePin = (): Pins => useContext(Pin);
