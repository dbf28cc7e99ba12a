import { useParams } from '@tanstack/react-router';
import { panels } from '@/panels/registry';
import { OnePage } from './OnePage';

const CostPerDay = panels['cost-per-day'];
const Breakdown = panels.breakdown;
const LatestSessions = panels['latest-sessions'];
const TopPrompts = panels['top-prompts'];
const ToolDecisions = panels['tool-decisions'];
const Subagents = panels.subagents;
const CacheHit = panels['cache-hit'];

export function RepoPage() {
  const { repo } = useParams({ strict: false });
  return (
    <OnePage by="repo" id={repo ?? ''}>
      <CostPerDay about="repo" />
      <Breakdown title="By developer and model" by="user" then="model" link={false} />
      <LatestSessions other="user" />
      <TopPrompts span={6} other="user" />
      <ToolDecisions />
      <Subagents />
      <CacheHit />
    </OnePage>
  );
}
