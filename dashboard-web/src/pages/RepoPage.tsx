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
const CacheHit = panels['cache-hit'];

export function RepoPage() {
  const params = useParams({ strict: false });
  const id = params.repo ?? '';
  return (
    <Page title={nameOf('repo', id)}>
      <ScopePin repo={id}>
        <One by="repo" id={id} />
        <div className="grid">
          <CostPerDay />
          <Breakdown title="By developer and model" by="user" then="model" link={false} />
          <LatestSessions other="user" />
          <TopPrompts span={6} who={false} />
          <ToolDecisions />
          <Subagents />
          <CacheHit />
        </div>
        <p className="note">Days are UTC. Cost is what Claude Code reports for each request, not the invoice.</p>
      </ScopePin>
    </Page>
  );
}
