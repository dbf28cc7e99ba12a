import { useParams } from '@tanstack/react-router';
import { panels } from '@/panels/registry';
import { OnePage } from './OnePage';

const CostPerDay = panels['cost-per-day'];
const Breakdown = panels.breakdown;
const LatestSessions = panels['latest-sessions'];
const TopPrompts = panels['top-prompts'];
const CacheHit = panels['cache-hit'];
const ActiveUsers = panels['active-users'];
const Changes = panels.changes;

/** Decisions and subagents are not here: they are not known per model. */
export function ModelPage() {
  const { model } = useParams({ strict: false });
  return (
    <OnePage by="model" id={model ?? ''}>
      <CostPerDay about="model" />
      <Breakdown title="By repo and developer" by="repo" then="user" link={false} />
      <LatestSessions other="repo" sub="that used it; cost of the whole session" />
      <TopPrompts span={6} other="repo" sub="that used it; cost of the whole prompt" />
      <Changes about="model" />
      <CacheHit />
      <ActiveUsers />
    </OnePage>
  );
}
