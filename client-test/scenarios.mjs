// What the model says, and what a person does with the client. Data only.
//
// A prompt names its script: "SCRIPT:tools CWD:/some/where". The turns of a script are the model's answers in a row:
//   { text, tools: [{ name, input }] }    tools: the model asks for them; without, the turn ends
//   { fail: { status, times }, then }     the first `times` requests fail with this status (0: the connection breaks)
// A turn may be a function of the working directory.

const bash = (command) => ({ name: 'Bash', input: { command, description: 'A step of the script' } });
const read = (file) => ({ name: 'Read', input: { file_path: file } });
const write = (file, content) => ({ name: 'Write', input: { file_path: file, content } });
const agent = (script, cwd, more = {}) => ({
  name: 'Agent',
  input: {
    description: `Script ${script}`,
    prompt: promptFor(script, cwd),
    subagent_type: 'general-purpose',
    run_in_background: false,
    ...more,
  },
});

const overloaded = { status: 529, type: 'overloaded_error' };
const limited = { status: 429, type: 'rate_limit_error', retryAfter: 1 };
const refused = { status: 400, type: 'invalid_request_error' };
const broken = { status: 500, type: 'api_error' };

export const scripts = {
  text: [{ text: 'Nothing to do.' }],

  tools: [
    { text: 'A look around.', tools: [bash('echo hello')] },
    (cwd) => ({ tools: [read(`${cwd}/README.md`)] }),
    (cwd) => ({ text: 'Two at once.', tools: [bash('ls -l'), read(`${cwd}/src/main.py`)] }),
    { tools: [bash('curl http://127.0.0.1:1/')] }, // not among the allowed tools: rejected
    { tools: [bash('ls ./nowhere')] }, // allowed, fails
    (cwd) => ({ tools: [read(`${cwd}/nothing.txt`)] }), // fails too
    { text: 'Seen enough.' },
  ],

  edits: [
    (cwd) => ({
      tools: [write(`${cwd}/src/add.ts`, 'export function add(a: number, b: number) {\n  return a + b;\n}\n')],
    }),
    (cwd) => ({ tools: [read(`${cwd}/src/main.py`)] }),
    (cwd) => ({
      tools: [
        {
          name: 'Edit',
          input: {
            file_path: `${cwd}/src/main.py`,
            old_string: 'print("hello")',
            new_string: 'import sys\n\nprint(sys.argv)',
          },
        },
      ],
    }),
    (cwd) => ({ tools: [write(`${cwd}/../outside.txt`, 'never written\n')] }), // rejected: outside of the project
    { tools: [bash('git add -A && git commit -m "Add a function"')] },
    { tools: [bash('gh pr create --title "Add a function" --body "Nothing else"')] },
    { text: 'Committed, and a pull request opened.' },
  ],

  subagent: [
    (cwd) => ({ text: 'One first.', tools: [agent('look', cwd)] }),
    (cwd) => ({
      text: 'Then two at once.',
      tools: [
        agent('read', cwd, { subagent_type: 'Explore', model: 'haiku' }),
        agent('echo', cwd, { subagent_type: 'reviewer' }),
      ],
    }),
    { text: 'All of them are back.' },
  ],
  'subagent-nested': [(cwd) => ({ tools: [agent('delegate', cwd)] }), { text: 'Back from below.' }],
  delegate: [(cwd) => ({ tools: [agent('look', cwd)] }), { text: 'Passed on.' }],
  look: [(cwd) => ({ tools: [bash('echo looking'), read(`${cwd}/README.md`)] }), { text: 'Looked.' }],
  read: [(cwd) => ({ tools: [read(`${cwd}/src/main.py`)] }), { text: 'Read.' }],
  echo: [{ tools: [bash('echo here')] }, { text: 'Said.' }],

  'overloaded-twice': [{ fail: { ...overloaded, times: 2 }, then: { text: 'At the third attempt.' } }],
  'limited-once': [{ fail: { ...limited, times: 1 }, then: { text: 'A second later.' } }],
  'cut-once': [{ fail: { status: 0, times: 1 }, then: { text: 'After a broken connection.' } }],
  refused: [{ fail: refused }],
  broken: [{ fail: broken }],
  'broken-midway': [{ tools: [bash('echo so far so good')] }, { fail: broken }],
};

const ALLOWED = ['--allowedTools', 'Bash(echo:*),Bash(ls:*),Bash(git:*),Bash(gh:*),Read,Agent,Task'];
const REVIEWER = { reviewer: { description: 'Reviews code', prompt: 'You review code.' } };

/**
 * A scenario: the prompts in a row, each a run of the client.
 *
 *   goOn      how the runs after the first take up the session: by its id, or as the latest one
 *   mayFail   runs whose prompts end in an error
 *   least     what must be found at the least, so that nothing is never compared with nothing
 */
export const scenarios = {
  text: { prompts: ['text'], args: [], least: { apiRequests: 1 } },
  tools: { prompts: ['tools'], args: ALLOWED, least: { apiRequests: 7, accepts: 6, rejects: 1, toolFailures: 2 } },
  edits: {
    prompts: ['edits'],
    args: [...ALLOWED, '--permission-mode', 'acceptEdits'],
    least: { apiRequests: 7, rejects: 1, linesAdded: 6, linesRemoved: 1, commits: 1, pullRequests: 1 },
  },
  subagent: {
    prompts: ['subagent'],
    args: [...ALLOWED, '--agents', JSON.stringify(REVIEWER)],
    least: { apiRequests: 9, subagents: 3, maxDepth: 1, maxFanout: 3 },
  },
  'subagent-nested': {
    prompts: ['subagent-nested'],
    args: ALLOWED,
    least: { apiRequests: 6, subagents: 2, maxDepth: 2 },
  },
  errors: {
    prompts: ['overloaded-twice', 'limited-once', 'refused', 'broken', 'broken-midway', 'cut-once'],
    args: ALLOWED,
    mayFail: true,
    least: { sessions: 6, prompts: 6, apiRequests: 4, apiErrors: 3 },
  },
  resume: {
    prompts: ['text', 'tools', 'text'],
    goOn: ['id', 'latest'],
    args: ALLOWED,
    least: { sessions: 1, prompts: 3, apiRequests: 9 },
  },
};

/** The words of a prompt that make the stub follow a script. */
export function promptFor(script, cwd) {
  return `SCRIPT:${script} CWD:${cwd} please`;
}
