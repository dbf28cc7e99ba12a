import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { NO_SUBAGENTS } from '@/lib/api/panels';
import { clock, longDay, shortDay } from '@/lib/days';
import {
  comparisonInFull,
  comparisonName,
  DIMENSIONS,
  isFiltered,
  isLastWeek,
  isPartial,
  isPerModel,
  isTodayAlone,
  lastWeekName,
  lengthName,
} from '@/lib/filters';
import { compare } from '@/lib/groups';
import { useScope } from '@/lib/useScope';
import { useAsked } from '@/ui/Answer';
import { RichText } from '@/ui/Page';
import { Failed } from '@/ui/States';
import { useStory } from './api';
import { type Action, tell } from './shape';

const NO_FILTERS = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, undefined]));

/** Headline, cause, actions. */
export function StoryPanel() {
  const { scope: asked, changes, today, firstDay } = useScope();
  const answer = useStory(asked, changes);
  const { data } = answer;
  const { scope, compared } = useAsked(answer, { scope: asked, compared: changes });
  const perModel = isPerModel(scope);
  const filtered = isFiltered(scope);
  const story = useMemo(() => {
    if (!data) return null;
    const [
      all,
      now,
      before,
      reposAll,
      repos,
      reposBefore,
      modelsAll,
      models,
      modelsBefore,
      agentsNow,
      agentsBefore,
      cache,
      tools,
      prompts,
      days,
      people,
      peopleBefore,
    ] = data;
    return tell({
      all: {
        total: all.rows[0],
        repos: compare('repo', reposAll.rows, []),
        models: compare('model', modelsAll.rows, []),
      },
      now: now.rows[0],
      before: before.rows[0],
      days: days.rows,
      filtered,
      to: scope.to,
      todayAlone: isTodayAlone(scope, today),
      beforeInPart: compared === null && !isTodayAlone(scope, today),
      firstDay,
      week: isLastWeek(scope, compared)
        ? {
            range: lengthName(scope),
            name: `${isPartial(scope, compared) ? 'the' : 'their'} ${lastWeekName(scope, compared)}`,
          }
        : null,
      repos: compare('repo', repos.rows, reposBefore.rows),
      models: compare('model', models.rows, modelsBefore.rows),
      people: compare('user', people.rows, peopleBefore.rows),
      // What subagents cost is not known per model.
      agentsNow: perModel ? NO_SUBAGENTS : agentsNow,
      agentsBefore: perModel ? NO_SUBAGENTS : agentsBefore,
      cache,
      tools,
      prompts: prompts.prompts,
    });
  }, [data, perModel, filtered, scope, compared, today, firstDay]);
  const days =
    story?.comparable === false
      ? scope.from === today
        ? 'today so far'
        : `${scope.to === today ? 'last ' : ''}${lengthName(scope)}`
      : comparisonName(scope, compared);
  const look = `${story && story.actions.length > 0 ? 'story' : 'story alone'}${story && answer.stale ? ' stale' : ''}`;
  return (
    <section className={look} aria-label="What happened">
      <div>
        <p className="eyebrow" title={story?.comparable ? comparisonInFull(scope, compared) : undefined}>
          {scope.to === today ? `${longDay(today)}, ${clock(new Date().toISOString())} UTC · ` : ''}
          {days}
          {firstDay !== null && scope.from < firstDay && ` · data since ${shortDay(firstDay)}`}
        </p>
        {answer.error && !story ? (
          <>
            <h1>Overview</h1>
            <Failed what="The summary" error={answer.error} at={answer.failedAt} retry={answer.retry} />
          </>
        ) : (
          <h1 style={{ minHeight: 32 }}>{story ? story.headline : <span className="muted">Overview</span>}</h1>
        )}
        {story && story.cause.length > 0 && (
          <p className="cause">
            <RichText parts={story.cause} />
          </p>
        )}
        {filtered && story?.nothing && (
          <p className="cause">
            <Link to="/" search={(now) => ({ ...now, ...NO_FILTERS })}>
              Drop the filters
            </Link>
          </p>
        )}
        {story?.weekComparable && scope.to === today && (
          <p className="cause">
            <Link to="/" search={(now) => ({ ...now, range: '1w', from: undefined, to: undefined })}>
              Compare the last week with the one before
            </Link>
          </p>
        )}
      </div>
      {story && story.actions.length > 0 && (
        <aside className="todo" aria-labelledby="todo-title">
          <h2 id="todo-title">Look at first</h2>
          <ol>
            {story.actions.map((action) => (
              <li key={action.id}>
                <ActionLink action={action} />
                <span className="small">{action.why}</span>
                <span className="num">{action.value}</span>
              </li>
            ))}
          </ol>
        </aside>
      )}
    </section>
  );
}

function ActionLink({ action }: { action: Action }) {
  const { to, id } = action.link;
  if (to === 'prompt') {
    return (
      <Link to="/prompts/$promptId" params={{ promptId: id }} search={true}>
        {action.text}
      </Link>
    );
  }
  if (to === 'person') {
    return (
      <Link to="/people/$user" params={{ user: id }} search={true}>
        {action.text}
      </Link>
    );
  }
  if (to === 'models') {
    return (
      <Link to="/models" search={true}>
        {action.text}
      </Link>
    );
  }
  return <a href="#tool-decisions">{action.text}</a>;
}
