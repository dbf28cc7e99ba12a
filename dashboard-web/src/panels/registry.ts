import { lazy } from 'react';
import { ActiveUsersPanel } from './active-users/ActiveUsersPanel';
import { BreakdownPanel } from './breakdown/BreakdownPanel';
import { CacheHitPanel } from './cache-hit/CacheHitPanel';
import { ChangesPanel } from './changes/ChangesPanel';
import { CostPerDayPanel } from './cost-per-day/CostPerDayPanel';
import { FiguresPanel } from './figures/FiguresPanel';
import { StoryPanel } from './story/StoryPanel';
import { SubagentsPanel } from './subagents/SubagentsPanel';
import { ToolDecisionsPanel } from './tool-decisions/ToolDecisionsPanel';
import { TopPromptsPanel } from './top-prompts/TopPromptsPanel';

/** Every panel, one line each; pages place them by id. Those of the overview load with it, the others when they are seen. */
export const panels = {
  story: StoryPanel,
  figures: FiguresPanel,
  'cost-per-day': CostPerDayPanel,
  changes: ChangesPanel,
  breakdown: BreakdownPanel,
  'cache-hit': CacheHitPanel,
  'tool-decisions': ToolDecisionsPanel,
  'active-users': ActiveUsersPanel,
  'top-prompts': TopPromptsPanel,
  subagents: SubagentsPanel,
  setup: lazy(() => import('./setup/SetupPanel').then((module) => ({ default: module.SetupPanel }))),
  prompt: lazy(() => import('./prompt/PromptPanel').then((module) => ({ default: module.PromptPanel }))),
  'groups-table': lazy(() =>
    import('./groups-table/GroupsTablePanel').then((module) => ({ default: module.GroupsTablePanel })),
  ),
  'prompts-table': lazy(() =>
    import('./prompts-table/PromptsTablePanel').then((module) => ({ default: module.PromptsTablePanel })),
  ),
  'sessions-table': lazy(() =>
    import('./sessions-table/SessionsTablePanel').then((module) => ({ default: module.SessionsTablePanel })),
  ),
  session: lazy(() => import('./session/SessionPanel').then((module) => ({ default: module.SessionPanel }))),
  one: lazy(() => import('./one/OnePanel').then((module) => ({ default: module.OnePanel }))),
  'latest-sessions': lazy(() =>
    import('./latest-sessions/LatestSessionsPanel').then((module) => ({ default: module.LatestSessionsPanel })),
  ),
  tokens: lazy(() => import('./tokens/TokensPanel').then((module) => ({ default: module.TokensPanel }))),
  members: lazy(() => import('./members/MembersPanel').then((module) => ({ default: module.MembersPanel }))),
  'org-settings': lazy(() =>
    import('./org-settings/OrgSettingsPanel').then((module) => ({ default: module.OrgSettingsPanel })),
  ),
  audit: lazy(() => import('./audit/AuditPanel').then((module) => ({ default: module.AuditPanel }))),
  'people-rights': lazy(() =>
    import('./people-rights/PeopleRightsPanel').then((module) => ({ default: module.PeopleRightsPanel })),
  ),
  'dead-letters': lazy(() =>
    import('./dead-letters/DeadLettersPanel').then((module) => ({ default: module.DeadLettersPanel })),
  ),
  orgs: lazy(() => import('./orgs/OrgsPanel').then((module) => ({ default: module.OrgsPanel }))),
} as const;
