import { useParams } from '@tanstack/react-router';
import { nameOf } from '@/lib/names';
import { ScopePin } from '@/lib/ScopePin';
import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const One = panels.one;
const CostPerDay = panels['cost-per-day'];
const Breakdown = panels.breakdown;
const LatestSessions = panels['latest-sessions'];
const TopPrompts = panels['top-prompts'];
const ToolDecisions = panels['tool-decisions'];
const Subagents = panels.subagents;
const Changes = panels['changes'];

export function UserPage() {
  const params = useParams({ strict: false });
  const id = params.user ?? '';
  return (
    <Page title={nameOf('user', id)}>
      <ScopePin user={id}>
        <One by="user" id={id} />
        <div className="grid">
          <CostPerDay />
          <Breakdown title="By repo and model" by="repo" then="model" link={false} />
          <LatestSessions other="repo" />
          <TopPrompts span={6} who={false} />
          <ToolDecisions />
          <Subagents />
          <Changes />
        </div>
        <p className="note">Days are UTC. Cost is what Claude Code reports for each request, not the invoice.</p>
      </ScopePin>
    </Page>
  );
}
