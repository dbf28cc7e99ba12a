import { random } from './random.mjs';

const DAY = 86_400_000;
export const dayOf = (ms) => new Date(ms).toISOString().slice(0, 10);

export const MODELS = ['claude-opus-4-8', 'claude-sonnet-5', 'claude-haiku-4-5'];
const TEAMS = {
  payments: ['payments-api', 'ledger-core'],
  storefront: ['storefront', 'web-checkout'],
  platform: ['infra-live', 'data-pipelines'],
  mobile: ['mobile-app', 'design-system'],
};
const PEOPLE = [
  ['mira.okafor', 'payments', 3.2],
  ['jun.takeda', 'payments', 2.6],
  ['tomasz.wilk', 'payments', 2.2],
  ['arjun.mehta', 'mobile', 2.3],
  ['hanna.berg', 'platform', 2.1],
  ['sofia.marin', 'mobile', 1.9],
  ['diego.ramos', 'platform', 1.8],
  ['claire.dubois', 'storefront', 1.7],
  ['will.park', 'storefront', 1.5],
  ['yuki.mori', 'platform', 1.4],
  ['fatima.zahra', 'storefront', 1.3],
  ['ines.costa', 'storefront', 1.2],
  ['luca.ferri', 'payments', 1],
  ['priya.nair', 'payments', 0.95],
  ['kofi.mensah', 'mobile', 0.9],
  ['marek.novak', 'storefront', 0.85],
  ['sam.adeyemi', 'payments', 0.8],
  ['elena.rossi', 'payments', 0.75],
  ['oleg.kovalenko', 'platform', 0.7],
  ['noah.stein', 'storefront', 0.6],
  ['greta.lind', 'storefront', 0.55],
  ['leila.haddad', 'mobile', 0.55],
  ['ben.whitmore', 'platform', 0.5],
  ['aisha.khan', 'platform', 0.4],
];
export const TOOLS = ['Edit', 'Bash', 'Write', 'Read', 'WebFetch', 'Agent'];
export const repoOf = (name) => `tideline/${name}`;
export const userOf = (name) => `${name}@tideline.dev`;

const WORK = [
  'sessions',
  'prompts',
  'accepts',
  'rejects',
  'linesAdded',
  'linesRemoved',
  'commits',
  'pullRequests',
  'activeSeconds',
  'blockedMs',
];
const NOTHING = {
  costUsd: 0,
  inputTokens: 0,
  cacheCreationTokens: 0,
  cacheReadTokens: 0,
  outputTokens: 0,
  modelSessions: 0,
  apiRequests: 0,
  apiErrors: 0,
  toolCalls: 0,
  toolFailures: 0,
};

/** One row per day, person, repo and model, of the last `days` days: every answer adds these up. */
export function facts(now, days = 420) {
  const today = dayOf(now);
  const rows = [];
  for (let back = days - 1; back >= 0; back--) {
    const time = now - back * DAY;
    const day = dayOf(time);
    const weekday = new Date(time).getUTCDay();
    const quiet = weekday === 0 || weekday === 6;
    for (const [name, team, weight] of PEOPLE) {
      const next = random(`${day} ${name}`);
      if (next() < (quiet ? 0.9 : 0.14)) continue;
      const repos = TEAMS[team];
      const sessions = quiet ? 1 : 1 + Math.floor(next() * 4);
      const soFar = day === today ? 0.35 : 1;
      for (const [index, repo] of repos.entries()) {
        if (index === 1 && next() < 0.35) continue;
        const part = index === 0 ? 0.72 : 0.28;
        // What the story is about: payments-api begins to start subagents on Opus.
        const burst = repo === 'payments-api' && back < 13 ? 1.9 : 1;
        const fall = repo === 'infra-live' && back < 28 ? 0.8 : 1;
        for (const [place, model] of MODELS.entries()) {
          const mix = [burst > 1 ? 0.66 : 0.42, burst > 1 ? 0.27 : 0.46, 0.12][place];
          const cost =
            Math.round((2 + next() * 7) * weight * part * mix * burst * fall * soFar * (quiet ? 0.12 : 1) * 1e6) / 1e6;
          const context = Math.round(cost * (name === 'tomasz.wilk' ? 290_000 : 520_000));
          const hit = name === 'tomasz.wilk' ? 0.71 : name === 'kofi.mensah' ? 0.82 : 0.89 + next() * 0.05;
          const first = place === 0;
          const accepts = first ? Math.round((3 + next() * 12) * soFar) : 0;
          const row = {
            day,
            user: userOf(name),
            team,
            repo: repoOf(repo),
            model,
            source: name === 'greta.lind' ? 'agent_sdk' : 'claude_code',
            status: 'ok',
            tool: '',
            costUsd: cost,
            inputTokens: Math.round(context * (1 - hit) * 0.3),
            cacheCreationTokens: Math.round(context * (1 - hit) * 0.7),
            cacheReadTokens: Math.round(context * hit),
            outputTokens: Math.round(context * 0.012),
            sessions: first && index === 0 ? sessions : 0,
            modelSessions: index === 0 ? Math.max(1, sessions - place) : 0,
            prompts: first ? Math.round((4 + next() * 16) * part * soFar) : 0,
            apiRequests: Math.round(cost * 9) + 1,
            apiErrors: next() < 0.03 ? 1 : 0,
            toolCalls: Math.round(cost * 14),
            toolFailures: Math.round(cost * 0.4),
            accepts,
            rejects: first && next() < 0.5 ? 1 : 0,
            linesAdded: first ? Math.round(next() * 320 * soFar) : 0,
            linesRemoved: first ? Math.round(next() * 130 * soFar) : 0,
            commits: first ? Math.round(next() * 3.4 * soFar) : 0,
            pullRequests: first && next() < 0.2 ? 1 : 0,
            activeSeconds: first ? Math.round(next() * 5400) : 0,
            blockedMs: first ? Math.round(next() * 400_000) : 0,
          };
          // As in the real store: what is not known per model stands in a row without one.
          rows.push({ ...row, ...Object.fromEntries(WORK.map((measure) => [measure, 0])) });
          if (first) {
            const work = Object.fromEntries(WORK.map((measure) => [measure, row[measure]]));
            rows.push({ ...row, ...NOTHING, ...work, model: '' });
          }
        }
      }
    }
  }
  return rows;
}
