import type { CSSProperties } from 'react';

export function TreeLegend() {
  return (
    <div className="keyl" style={{ '--c': 'var(--c8)' } as CSSProperties}>
      <span>
        <i className="sw" />
        model
      </span>
      <span>
        <i className="sw tint" />
        tool
      </span>
      <span>
        <i className="sw hatched" />
        waiting for a person
      </span>
      <span>
        <i className="sw failed-bar" />
        failed
      </span>
      <span>— critical path</span>
      <span className="muted">colour = agent</span>
      <span className="muted hide-phone">bar at the cost: against the dearest of its kind on its level</span>
      <span className="grow" />
      <span className="hide-phone">
        <kbd>↑</kbd> <kbd>↓</kbd> move · <kbd>←</kbd> <kbd>→</kbd> fold · <kbd>Enter</kbd> show or hide details ·{' '}
        <kbd>Z</kbd> zoom
      </span>
    </div>
  );
}
