import './tree.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { asFailure } from '@/lib/api/client';
import { promptsOf, sessionQuery } from '@/lib/api/sessions';
import { type DataTable, downloadCsv } from '@/lib/csv';
import { shortInstant } from '@/lib/days';
import { compact, count, duration, NONE, percentOfWhole, person, plural, repoName, shortId } from '@/lib/format';
import { Figures } from '@/ui/Figures';
import { Icon } from '@/ui/Icon';
import { PageLive, usePaused } from '@/ui/Live';
import { RichText } from '@/ui/Page';
import { Bones, CopyPageLink, Failed } from '@/ui/States';
import { nextLookMs, type SpanTree, treeQuery } from './api';
import { Split } from './Split';
import { fileOf } from './split-parts';
import { knowsWaits, timeSplit, waitsOf } from './summary';
import { mishaps, modelsUsed, tellPrompt } from './told';
import { Tree } from './Tree';

/** One prompt: what it cost, where time and money went, and its tree. */
export function PromptPanel({ promptId }: { promptId: string }) {
  const paused = usePaused();
  const tree = useQuery({
    ...treeQuery(promptId),
    refetchInterval: ({ state }) => !paused && nextLookMs(state.data, Date.now()),
  });
  if (tree.data) return <Loaded tree={tree.data} promptId={promptId} />;
  if (!tree.error) {
    return (
      <>
        <Crumbs repo={null} id={promptId} />
        <h1 className="muted">Prompt {shortId(promptId, 8)}</h1>
        <Bones rows={14} as="rows" />
      </>
    );
  }
  if (asFailure(tree.error).kind === 'missing') {
    return (
      <div className="full-page">
        <h1>There is no such prompt.</h1>
        <p>
          <code>{promptId}</code> is not known here. It may be older than what is kept of single prompts (30 days of
          steps, 400 days of sums), belong to another organisation, or its first record may still be on the way.
        </p>
        <div className="row">
          <Link to="/prompts" search={true} className="btn primary">
            All prompts
          </Link>
          <button type="button" className="btn" onClick={() => void tree.refetch()}>
            Look again
          </button>
        </div>
      </div>
    );
  }
  return (
    <>
      <Crumbs repo={null} id={promptId} />
      <h1>Prompt {shortId(promptId, 8)}</h1>
      <Failed what="The tree" error={tree.error} at={tree.errorUpdatedAt} retry={() => void tree.refetch()} />
    </>
  );
}

function Crumbs({ repo, id }: { repo: string | null; id: string }) {
  return (
    <nav className="crumbs" aria-label="Where you are">
      <Link to="/prompts" search={true}>
        Prompts
      </Link>
      {repo !== null && repo !== '' && (
        <>
          <span aria-hidden="true">›</span>
          <Link to="/repos/$repo" params={{ repo }} search={true}>
            {repoName(repo)}
          </Link>
        </>
      )}
      <span aria-hidden="true">›</span>
      <code title={id}>{shortId(id, 8)}</code>
    </nav>
  );
}

function Loaded({ tree, promptId }: { tree: SpanTree; promptId: string }) {
  const { totals } = tree;
  const told = useMemo(() => tellPrompt(tree), [tree]);
  const context = totals.inputTokens + totals.cacheReadTokens + totals.cacheCreationTokens;
  const waits = waitsOf(tree);
  const { waitMs } = useMemo(() => timeSplit(tree), [tree]);
  const { failed, rejected, requests } = mishaps(tree);
  return (
    <>
      <Crumbs repo={tree.repo} id={promptId} />
      <div className="head-row" style={{ alignItems: 'flex-start', marginBottom: 0 }}>
        <div className="grow">
          <h1>{told.headline}</h1>
          {told.cause.length > 0 && (
            <p className="cause">
              <RichText parts={told.cause} />
            </p>
          )}
        </div>
        <div className="tools">
          <PageLive />
          <CopyPageLink />
          <button type="button" className="btn" onClick={() => downloadCsv(treeTable(tree))}>
            <Icon name="save" /> CSV
          </button>
        </div>
      </div>
      <Figures
        figures={[
          {
            name: 'Developer',
            value:
              tree.user === '' ? (
                NONE
              ) : (
                <Link to="/people/$user" params={{ user: tree.user }} search={true}>
                  {person(tree.user)}
                </Link>
              ),
            title: tree.user,
            from: tree.repo !== '' && (
              <Link to="/repos/$repo" params={{ repo: tree.repo }} search={true}>
                {repoName(tree.repo)}
              </Link>
            ),
          },
          { name: 'Started, UTC', value: shortInstant(tree.startedAt), from: <SessionOf tree={tree} /> },
          {
            name: 'Tokens',
            value: compact(context + totals.outputTokens),
            from: context > 0 ? `${percentOfWhole(totals.cacheReadTokens / context)} cache hit` : '',
          },
          {
            name: 'Model requests',
            value: count(totals.llmRequests),
            from: [modelsUsed(tree), requests > 0 ? `${count(requests)}\u00a0failed` : ''].filter(Boolean).join(' · '),
          },
          {
            name: 'Tool calls',
            value: count(totals.toolCalls),
            from: `${count(failed)}\u00a0failed · ${count(rejected)}\u00a0${rejected > 0 ? 'more ' : ''}rejected`,
          },
          {
            name: 'Subagents',
            value: count(totals.subagents),
            from: totals.maxDepth > 0 ? `${totals.maxDepth} deep` : 'none',
          },
          {
            name: 'Waited for a person',
            value: waitMs > 0 ? duration(waitMs) : NONE,
            from:
              waits === 0
                ? knowsWaits(tree)
                  ? 'never'
                  : 'not known'
                : waitMs > 0
                  ? `${percentOfWhole(waitMs / Math.max(1, tree.durationMs))} of the time · ${plural(waits, 'time')}`
                  : `${plural(waits, 'time')}, beside other work`,
          },
        ]}
      />
      <Split tree={tree} />
      <Tree tree={tree} />
    </>
  );
}

/** session a64f · 4 of 9: the place is known when the session's own answer is here. */
function SessionOf({ tree }: { tree: SpanTree }) {
  const { data } = useQuery({ ...sessionQuery(tree.sessionId), enabled: tree.sessionId !== '', staleTime: Infinity });
  if (tree.sessionId === '') return null;
  const at = data?.prompts.findIndex((prompt) =>
    tree.promptId === null ? prompt.traceId === tree.traceId : prompt.promptId === tree.promptId,
  );
  return (
    <>
      <Link to="/sessions/$sessionId" params={{ sessionId: tree.sessionId }} search={true}>
        session {shortId(tree.sessionId, 4)}
      </Link>
      {data && at !== undefined && at >= 0 && ` · ${count(data.promptsLeftOut + at + 1)} of ${count(promptsOf(data))}`}
    </>
  );
}

const treeTable = (tree: SpanTree): DataTable => ({
  name: fileOf(tree),
  columns: [
    'span_id',
    'parent_span_id',
    'depth',
    'kind',
    'label',
    'model',
    'tool',
    'agent_id',
    'agent_type',
    'start_ms',
    'duration_ms',
    'status',
    'decision',
    'decision_source',
    'cost_usd',
    'input_tokens',
    'output_tokens',
    'cache_read_tokens',
    'cache_creation_tokens',
  ],
  rows: tree.nodes.map((node) => [
    node.spanId,
    node.parentSpanId,
    node.depth,
    node.kind,
    node.label,
    node.model,
    node.tool,
    node.agentId,
    node.agentType,
    node.startMs,
    node.durationMs,
    node.status,
    node.decision,
    node.decisionSource,
    node.costUsd,
    node.tokens?.input ?? null,
    node.tokens?.output ?? null,
    node.tokens?.cacheRead ?? null,
    node.tokens?.cacheCreation ?? null,
  ]),
});
