import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '@/lib/api/me';
import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';
import { SetupPage } from './SetupPage';

const Story = panels.story;
const Figures = panels.figures;
const CostPerDay = panels['cost-per-day'];
const Changes = panels.changes;
const Breakdown = panels.breakdown;
const CacheHit = panels['cache-hit'];
const ToolDecisions = panels['tool-decisions'];
const ActiveUsers = panels['active-users'];
const TopPrompts = panels['top-prompts'];
const Subagents = panels.subagents;

export function OverviewPage() {
  const me = useQuery(meQuery);
  const [waiting, setWaiting] = useState(false);
  const nothing = me.data?.lastIngestAt === null;
  // Whoever waits for the first event sees it arrive, and leaves by themselves: they may be typing.
  if (nothing && !waiting) setWaiting(true);
  // Nothing ever arrived: the way to the first number is what is useful here.
  if (nothing || waiting) return <SetupPage awaited={waiting} open={() => setWaiting(false)} />;
  return (
    <Page title="Overview">
      <Story />
      <Figures />
      <div className="grid">
        <CostPerDay />
        <Changes />
        <Breakdown title="By model and team" by="model" then="team" folds />
        <Breakdown title="By repo" by="repo" />
        <Breakdown title="By developer" by="user" limit={7} folds />
        <CacheHit />
        <ToolDecisions />
        <ActiveUsers />
        <TopPrompts />
        <Subagents />
      </div>
      <p className="note">Days are UTC. Cost is what Claude Code reports for each request, not the invoice.</p>
    </Page>
  );
}
