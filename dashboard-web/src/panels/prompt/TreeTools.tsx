import { count } from '@/lib/format';
import { Icon } from '@/ui/Icon';
import { Segmented } from '@/ui/Segmented';
import type { TreeState } from './useTree';

/** Search, grouping, what to mark, and folding. */
export function TreeTools({
  state,
  critical,
  setCritical,
  waiting,
  waitingKnown,
  failed,
  dearest,
  toTree,
}: {
  state: TreeState;
  critical: boolean;
  setCritical: (on: boolean) => void;
  waiting: readonly number[];
  /** Events alone do not tell of waiting. */
  waitingKnown: boolean;
  failed: readonly number[];
  /** The first costs most. */
  dearest: readonly number[];
  /** Gives the keyboard back to the rows. */
  toTree: () => void;
}) {
  return (
    <div className="tools">
      <label className="search">
        <Icon name="search" />
        <input
          type="search"
          data-search
          aria-label="Search spans"
          placeholder="Search spans"
          value={state.text}
          onChange={(event) => state.setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') state.nextHit(event.shiftKey);
            if (event.key === 'Escape') {
              state.setText('');
              toTree();
            }
          }}
        />
        {state.text === '' ? (
          <kbd className="hide-phone">/</kbd>
        ) : (
          <span className="small hits" role="status" aria-label="Found">
            {state.found.length === 0
              ? 'none'
              : `${count(state.found.indexOf(state.hit) + 1)} / ${count(state.found.length)}`}
          </span>
        )}
      </label>
      <Segmented
        label="Rows are"
        value={state.grouping}
        options={[
          ['turns', 'Turns'],
          ['spans', 'Spans'],
        ]}
        onChange={state.setGrouping}
      />
      <button
        type="button"
        className={critical ? 'btn on' : 'btn'}
        aria-pressed={critical}
        onClick={() => setCritical(!critical)}
      >
        Critical path <kbd className="hide-phone hide-small">C</kbd>
      </button>
      <button type="button" className="btn" disabled={waiting.length === 0} onClick={() => state.next(waiting)}>
        Next wait <span className="muted">{waitingKnown ? count(waiting.length) : 'not known'}</span>
      </button>
      <button
        type="button"
        className="btn"
        title="Failed, or rejected"
        disabled={failed.length === 0}
        onClick={() => state.next(failed)}
      >
        Next failed <span className="muted">{count(failed.length)}</span>
      </button>
      <button type="button" className="btn" disabled={dearest.length === 0} onClick={() => state.nextOf(dearest)}>
        Next dearest <kbd className="hide-phone hide-small">D</kbd>
      </button>
      <span className="grow" />
      <button type="button" className="btn quiet" onClick={state.unfoldAll}>
        Unfold all <kbd className="hide-phone hide-small">E</kbd>
      </button>
      <button type="button" className="btn quiet" onClick={state.toAgents}>
        Fold to agents <kbd className="hide-phone hide-small">1</kbd>
      </button>
    </div>
  );
}
