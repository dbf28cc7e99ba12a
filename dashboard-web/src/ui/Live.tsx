import { createContext, type ReactNode, useContext } from 'react';
import { Icon } from './Icon';

/** How old the screen is, and whether it is refreshed. */
export interface Live {
  /** Amber: something is late. */
  late: boolean;
  text: string;
  /** The same where a phone has room for one word. */
  short: string;
  paused: boolean;
  setPaused: (paused: boolean) => void;
}

const Told = createContext<Live | null>(null);
// By itself: the age is another one each second, and a page of many rows is not drawn anew for that.
const Paused = createContext(false);

/** Tells the pages inside; the frame of all pages knows. */
export function LiveScope({ live, children }: { live: Live; children: ReactNode }) {
  return (
    <Told.Provider value={live}>
      <Paused.Provider value={live.paused}>{children}</Paused.Provider>
    </Told.Provider>
  );
}

/** Whether nothing is to be asked for again by itself. */
export const usePaused = (): boolean => useContext(Paused);

/** For pages that have no filter bar. */
export function PageLive() {
  const live = useContext(Told);
  return live && <LiveSign live={live} />;
}

export function LiveSign({ live }: { live: Live }) {
  return (
    <>
      <span className={live.paused ? 'live paused' : live.late ? 'live late' : 'live'}>
        <span className="hide-phone">{live.paused ? `Paused · ${live.text.toLowerCase()}` : live.text}</span>
        <span className="only-phone">{live.paused ? 'Paused' : live.short}</span>
      </span>
      <button
        type="button"
        className="btn quiet icon"
        data-pause
        aria-label={live.paused ? 'Go on with auto-refresh' : 'Pause auto-refresh'}
        aria-pressed={live.paused}
        onClick={() => live.setPaused(!live.paused)}
      >
        <Icon name={live.paused ? 'play' : 'pause'} />
      </button>
    </>
  );
}
