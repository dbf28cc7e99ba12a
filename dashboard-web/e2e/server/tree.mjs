import { hex, random } from './random.mjs';

/** A prompt's tree in pre-order, as the API gives it: turns of a request and its tools, subagents under an Agent tool. */
export function tree(prompt, size = 0) {
  const next = random(prompt.promptId);
  const nodes = [];
  const agents = new Set();
  let blockedMs = 0;
  let toolCalls = 0;
  let llmRequests = 0;
  const sums = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 };
  const id = () => hex(next, 16);
  const add = (parent, depth, fields) => {
    const node = {
      spanId: id(),
      parentSpanId: parent?.spanId ?? null,
      depth,
      name: `claude_code.${fields.kind}`,
      model: null,
      tool: null,
      agentId: null,
      agentType: null,
      agentDepth: 0,
      status: 'ok',
      decision: null,
      decisionSource: null,
      costUsd: null,
      tokens: null,
      ...fields,
    };
    nodes.push(node);
    return node;
  };
  const agentFields = (agent) => ({
    agentId: agent?.id ?? null,
    agentType: agent?.type ?? null,
    agentDepth: agent?.depth ?? 0,
  });

  const request = (parent, depth, agent, model, start, grown, last) => {
    const durationMs = Math.round(2_000 + next() * 9_000);
    const tokens = {
      input: 4 + Math.floor(next() * 900),
      output: Math.round(120 + next() * (last ? 1800 : 700)),
      cacheRead: Math.round(grown * 8_000),
      cacheCreation: Math.round(1_500 + next() * 9_000 * (agent?.type === 'general-purpose' ? 9 : 1)),
    };
    const price = model.includes('opus') ? 1 : model.includes('sonnet') ? 0.6 : 0.16;
    const costUsd =
      Math.round(
        (tokens.input * 5 + tokens.output * 25 + tokens.cacheRead * 0.5 + tokens.cacheCreation * 6.25) * price,
      ) / 1e6;
    llmRequests++;
    for (const kind of Object.keys(sums)) sums[kind] += tokens[kind];
    add(parent, depth, {
      kind: 'llm_request',
      label: model,
      model,
      startMs: start,
      durationMs,
      costUsd,
      tokens,
      ...agentFields(agent),
    });
    return start + durationMs;
  };

  const toolRun = (parent, depth, agent, name, start, inside) => {
    const asks = name === 'Bash' && next() < (size > 0 ? 0.02 : 0.14);
    const waited = asks ? Math.round(6_000 + next() * 60_000) : 0;
    const rejected = asks && next() < 0.15;
    const failed = !rejected && next() < 0.04;
    toolCalls += rejected ? 0 : 1;
    blockedMs += waited;
    const tool = add(parent, depth, {
      kind: 'tool',
      label: inside ? `${name} · ${inside.type}` : name,
      tool: name,
      startMs: start,
      durationMs: 0,
      status: rejected ? 'rejected' : failed ? 'error' : 'ok',
      decision: rejected ? 'reject' : 'accept',
      decisionSource: asks ? 'user_temporary' : 'config',
      ...agentFields(agent),
    });
    let at = start;
    if (asks) {
      add(tool, depth + 1, {
        kind: 'waiting',
        label: 'waiting for a person',
        startMs: at,
        durationMs: waited,
        decision: rejected ? 'reject' : 'accept',
        decisionSource: 'user_temporary',
        ...agentFields(agent),
      });
      at += waited;
    }
    if (!rejected) {
      const run = add(tool, depth + 1, {
        kind: 'execution',
        label: 'running',
        startMs: at,
        durationMs: 0,
        status: failed ? 'error' : 'ok',
        ...agentFields(agent),
      });
      if (inside) {
        at = agentRun(run, depth + 2, inside, at + 30);
      } else {
        at += Math.round(60 + next() * (name === 'Bash' ? 14_000 : 900));
      }
      run.durationMs = at - run.startMs;
    }
    tool.durationMs = at - start;
    return at;
  };

  const NAMES = ['Read', 'Read', 'Grep', 'Edit', 'Bash', 'Glob', 'Write'];

  function turn(parent, depth, agent, model, start, index, children) {
    let at = request(parent, depth, agent, model, start, index + 1, false);
    const many = 1 + Math.floor(next() * 5);
    const name = NAMES[Math.floor(next() * NAMES.length)];
    let end = at;
    for (let i = 0; i < many; i++) end = Math.max(end, toolRun(parent, depth, agent, name, at + i * 20));
    for (const child of children) {
      agents.add(child.id);
      end = Math.max(end, toolRun(parent, depth, agent, 'Agent', at + 40, child));
    }
    return end + 40;
  }

  function agentRun(parent, depth, agent, start) {
    let at = start;
    const turns = agent.turns ?? 3 + Math.floor(next() * 5);
    for (let i = 0; i < turns; i++) {
      at = turn(parent, depth, agent, agent.model, at, i, i === 1 ? (agent.children ?? []) : []);
    }
    return request(parent, depth, agent, agent.model, at, turns, true);
  }

  const agentOf = (type, depth, children = [], turns) => ({
    id: hex(next, 16),
    type,
    depth,
    children,
    turns,
    model: type === 'Explore' ? 'claude-haiku-4-5' : 'claude-opus-4-8',
  });

  const root = add(null, 0, { kind: 'interaction', label: 'prompt', startMs: 0, durationMs: 0 });
  const many = size > 0 ? Infinity : Math.max(2, Math.min(9, prompt.apiRequests));
  let at = 30;
  for (let index = 0; index < many && (size === 0 || nodes.length < size - 20); index++) {
    const children = [];
    if (size > 0 ? index % 12 === 1 : index === 1 && prompt.subagents > 0) {
      if (prompt.subagents > 1 || size > 0) children.push(agentOf('Explore', 1));
      children.push(
        agentOf('general-purpose', 1, prompt.maxDepth > 1 ? [agentOf('Explore', 2)] : [], size > 0 ? 12 : undefined),
      );
    }
    at = turn(root, 1, null, 'claude-opus-4-8', at, Math.min(index, 40), children);
  }
  at = request(root, 1, null, 'claude-opus-4-8', at, 10, true);
  root.durationMs = at + 200;
  if (size === 0) {
    const sum = nodes.reduce((all, node) => all + (node.costUsd ?? 0), 0) || 1;
    for (const node of nodes)
      if (node.costUsd !== null) node.costUsd = Math.round((node.costUsd / sum) * prompt.costUsd * 1e6) / 1e6;
  }
  const costUsd = Math.round(nodes.reduce((sum, node) => sum + (node.costUsd ?? 0), 0) * 1e6) / 1e6;
  return {
    promptId: prompt.promptId,
    traceId: prompt.traceId,
    sessionId: prompt.sessionId,
    user: prompt.user,
    repo: prompt.repo,
    startedAt: prompt.startedAt,
    durationMs: root.durationMs,
    source: 'spans',
    truncated: false,
    totals: {
      costUsd,
      inputTokens: sums.input,
      outputTokens: sums.output,
      cacheReadTokens: sums.cacheRead,
      cacheCreationTokens: sums.cacheCreation,
      llmRequests,
      toolCalls,
      subagents: agents.size,
      maxDepth: Math.max(0, ...nodes.map((node) => node.agentDepth).slice(0, 20_000)),
      blockedMs,
      orphans: 0,
    },
    nodes,
  };
}
