import './setup.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '@/lib/api/me';
import { handedOver } from '@/lib/secret';
import { CheckField, TextField } from '@/ui/Fields';
import { Segmented } from '@/ui/Segmented';
import { watchedTokens } from './api';
import { Arrivals } from './Arrivals';
import {
  type Audience,
  doctorLine,
  endpointNote,
  endpointOf,
  placeOf,
  recognised,
  snippet,
  type SnippetChoice,
  type System,
} from './shape';
import { Snippet } from './Snippet';
import { AskForToken, TokenStep } from './TokenStep';

const AUDIENCES = [
  ['developer', 'Developer'],
  ['company', 'Company'],
  ['shell', 'Shell'],
  ['powershell', 'PowerShell'],
] as const;

const SYSTEMS = [
  ['macos', 'macOS'],
  ['linux', 'Linux, WSL'],
  ['windows', 'Windows'],
] as const;

const PROTOCOLS = [
  ['json', 'JSON'],
  ['protobuf', 'Protobuf'],
] as const;

/** Three steps to the first number, and what has arrived so far. */
export function SetupPanel() {
  const me = useQuery(meQuery);
  const admin = me.data?.role === 'admin';
  const known = useQuery({ ...watchedTokens, enabled: admin });
  const tokens = known.data?.tokens;
  const [choice, setChoice] = useState<SnippetChoice>(() => ({
    endpoint: me.data?.ingestUrl ?? endpointOf(location.hostname),
    token: handedOver()?.secret ?? '',
    team: '',
    repo: '',
    traces: true,
    protobuf: false,
  }));
  const [chosenId, setChosenId] = useState(handedOver()?.tokenId ?? '');
  const [audience, setAudience] = useState<Audience>('developer');
  const [system, setSystem] = useState<System>('macos');
  const set = (change: Partial<SnippetChoice>) => setChoice({ ...choice, ...change });
  // A secret that was pasted tells by itself which token it is.
  const pasted = recognised(tokens ?? [], choice.token);
  const chosen = choice.token === '' ? tokens?.find((each) => each.id === chosenId) : pasted;
  const text = snippet(audience, choice);
  return (
    <div className="setup">
      <ol>
        <li className="step">
          <span className="nr" aria-hidden="true">
            1
          </span>
          <h2>{admin ? 'Choose a token' : 'Have an ingest token'}</h2>
          {admin ? (
            <TokenStep
              tokens={tokens}
              failed={known.isError}
              chosen={chosen}
              token={choice.token}
              choose={(id, secret) => {
                setChosenId(id);
                set({ token: secret });
              }}
              setToken={(token) => set({ token })}
            />
          ) : (
            <AskForToken token={choice.token} setToken={(token) => set({ token })} />
          )}
        </li>
        <li className="step">
          <span className="nr" aria-hidden="true">
            2
          </span>
          <h2>Paste the settings</h2>
          <div className="choices">
            <Segmented label="For whom" value={audience} options={AUDIENCES} onChange={setAudience} />
            <Segmented
              label="Protocol"
              value={choice.protobuf ? 'protobuf' : 'json'}
              options={PROTOCOLS}
              onChange={(protocol) => set({ protobuf: protocol === 'protobuf' })}
            />
            <CheckField
              name="traces"
              label="Prompt trees (traces)"
              checked={choice.traces}
              onChange={(traces) => set({ traces })}
            />
          </div>
          <div className="setup-fields">
            <TextField
              name="endpoint"
              label="Ingest address"
              placeholder="http://127.0.0.1:4318"
              hint={endpointNote(choice.endpoint) ?? undefined}
              value={choice.endpoint}
              onChange={(endpoint) => set({ endpoint })}
            />
            <TextField
              name="team"
              label="Team"
              placeholder="optional"
              value={choice.team}
              onChange={(team) => set({ team })}
            />
            {audience !== 'company' && (
              <TextField
                name="repo"
                label="Repo"
                placeholder="optional"
                value={choice.repo}
                onChange={(repo) => set({ repo })}
              />
            )}
          </div>
          {audience === 'company' && (
            <div className="choices">
              <Segmented label="System" value={system} options={SYSTEMS} onChange={setSystem} />
            </div>
          )}
          <Snippet title={placeOf(audience, system)} text={text} primary={choice.token.trim() !== ''} />
          {choice.token.trim() === '' && (
            <p className="explained">
              <b>It holds no token yet:</b> make or paste one above, or put yours in place of <code>&lt;token&gt;</code>
              .
            </p>
          )}
          <Explained audience={audience} />
        </li>
        <li className="step">
          <span className="nr" aria-hidden="true">
            3
          </span>
          <h2>Start Claude Code again and ask it anything</h2>
          <p>
            Settings are read at the start. Events follow within 5 s of a prompt, metrics within 60 s. With these
            settings prompt text and file contents are not sent, and metric-ai would not store them.
          </p>
          <p>From here, without Claude Code: one empty export of each signal, and every failure explained.</p>
          <Snippet title="terminal" text={doctorLine(choice)} />
        </li>
      </ol>
      <Arrivals traces={choice.traces} token={chosen} />
    </div>
  );
}

function Explained({ audience }: { audience: Audience }) {
  if (audience === 'shell') {
    return (
      <p className="explained">For ~/.zshrc or ~/.bashrc, or for a machine that builds. Open a new shell afterwards.</p>
    );
  }
  if (audience === 'powershell') {
    return (
      <p className="explained">
        For the file that <code>$PROFILE</code> names. Open a new PowerShell afterwards.
      </p>
    );
  }
  if (audience === 'developer') {
    return (
      <p className="explained">
        When the file has an <code>env</code> block already, add these lines to it.
      </p>
    );
  }
  return (
    <p className="explained">
      Roll this file out with your device management. No developer’s own setting overrides it. When there is one
      already, put this beside it as <code>managed-settings.d/10-metric-ai.json</code> (Claude Code 2.1.83 or newer).
      Everybody then sends with the same token: one for each team, with its default team, tells teams apart. In Claude
      Code, <code>/status</code> names the settings in force.
    </p>
  );
}
