import './session.css';
import { Link } from '@tanstack/react-router';
import type { SessionDetail } from '@/lib/api/sessions';
import { clock } from '@/lib/days';
import { duration, fineCents } from '@/lib/format';
import { marks, moments } from './shape';

/** The prompts over the session's time; each says what it is when it is pointed at or has the focus. */
export function SessionLine({ session }: { session: SessionDetail }) {
  const before = session.promptsLeftOut;
  return (
    <div className="session-line">
      {moments(session).map((moment) => (
        <span key={moment.label + moment.left} className="moment" style={{ left: `${moment.left}%` }}>
          {moment.label}
        </span>
      ))}
      <div className="axis" />
      {marks(session).map(({ prompt, left, width, size }, at) => (
        <span key={prompt.promptId}>
          <i className="ran" aria-hidden="true" style={{ left: `${left}%`, width: `${width}%` }} />
          <Link
            className="mark"
            to="/prompts/$promptId"
            params={{ promptId: prompt.promptId }}
            search={true}
            aria-label={`Prompt ${before + at + 1} at ${clock(prompt.startedAt)}, ${fineCents(prompt.costUsd)}, ${duration(prompt.durationMs)}`}
            style={{ left: `${left}%`, width: size, height: size }}
          >
            <span className={left > 70 ? 'tip end' : left < 30 ? 'tip start' : 'tip'} aria-hidden="true">
              <b>{fineCents(prompt.costUsd)}</b> prompt {before + at + 1} · {clock(prompt.startedAt)} ·{' '}
              {duration(prompt.durationMs)}
            </span>
          </Link>
        </span>
      ))}
    </div>
  );
}
