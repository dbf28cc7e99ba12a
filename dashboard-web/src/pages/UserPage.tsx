import { useParams } from '@tanstack/react-router';
import { panels } from '@/panels/registry';
import { OnePage } from './OnePage';

const CostPerDay = panels['cost-per-day'];
const Breakdown = panels.breakdown;
const LatestSessions = panels['latest-sessions'];
const TopPrompts = panels['top-prompts'];
const ToolDecisions = panels['tool-decisions'];
const Subagents = panels.subagents;
const Changes = panels.changes;

export function UserPage() {
  const { user } = useParams({ strict: false });
  return (
    <OnePage by="user" id={user ?? ''}>
      <CostPerDay about="user" />
      <Breakdown title="By repo and model" by="repo" then="model" link={false} />
      <LatestSessions other="repo" />
      <TopPrompts span={6} other="repo" />
      <ToolDecisions />
      <Subagents />
      <Changes about="user" />
    </OnePage>
  );
}
