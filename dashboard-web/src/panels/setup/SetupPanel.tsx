import './setup.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ago } from '@/lib/days';
import { person } from '@/lib/format';
import { CopyButton, Failed } from '@/ui/States';
import { Icon } from '@/ui/Icon';
import { Segmented } from '@/ui/Segmented';
import { watchedReporting } from './api';
import { asJson, asShell, checks, endpointOf, settings } from './shape';

/** Three steps to the first number, and what has arrived so far. */
export function SetupPanel() {
  const [choice, setChoice] = useState({
    endpoint: endpointOf(location.hostname),
    token: '',
    team: '',
    repo: '',
    traces: true,
    protobuf: false,
  });
  const [form, setForm] = useState<'json' | 'shell'>('json');
  const env = settings(choice);
  const text = form === 'json' ? asJson(env) : asShell(env);
  const field = (name: 'endpoint' | 'token' | 'team' | 'repo', label: string, hint: string) => (
    <label>
      {label}
      <input
        type="text"
        value={choice[name]}
        placeholder={hint}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setChoice({ ...choice, [name]: event.target.value })}
      />
    </label>
  );
  return (
    <div className="setup">
      <ol>
        <li className="step">
          <span className="nr" aria-hidden="true">
            1
          </span>
          <h2>Have an ingest token</h2>
          <p>
            It can only write; it cannot read anything. The first one was shown when metric-ai was started; make another
            with:
          </p>
          <Snippet title="terminal" text="./metric-ai token create --label laptops" />
        </li>
        <li className="step">
          <span className="nr" aria-hidden="true">
            2
          </span>
          <h2>Paste the settings</h2>
          <div className="fields">
            {field('endpoint', 'Ingest address', 'http://127.0.0.1:4318')}
            {field('token', 'Token', '<token>')}
            {field('team', 'Team', 'optional')}
            {field('repo', 'Repo', 'optional')}
            <label className="check">
              <input
                type="checkbox"
                checked={choice.traces}
                onChange={(event) => setChoice({ ...choice, traces: event.target.checked })}
              />
              Prompt trees (traces)
            </label>
            <label className="check">
              <input
                type="checkbox"
                checked={choice.protobuf}
                onChange={(event) => setChoice({ ...choice, protobuf: event.target.checked })}
              />
              Protobuf
            </label>
            <label className="check">
              <Segmented
                label="Form"
                value={form}
                options={[
                  ['json', 'settings.json'],
                  ['shell', 'Shell'],
                ]}
                onChange={setForm}
              />
            </label>
          </div>
          <Snippet title={form === 'json' ? '~/.claude/settings.json' : 'shell profile'} text={text} primary />
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
        </li>
      </ol>
      <Arrivals traces={choice.traces} />
    </div>
  );
}

function Snippet({ title, text, primary = false }: { title: string; text: string; primary?: boolean }) {
  return (
    <div className="snippet">
      <header>
        <code>{title}</code>
        <CopyButton text={text} label="Copy" primary={primary} />
      </header>
      <pre tabIndex={0} aria-label={title}>
        {text}
      </pre>
    </div>
  );
}

const MOST = 8;

function Arrivals({ traces }: { traces: boolean }) {
  const reporting = useQuery(watchedReporting);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  if (reporting.error && !reporting.data) {
    return (
      <section className="panel" aria-label="Arrivals">
        <div className="body">
          <Failed what="What has arrived" error={reporting.error} retry={() => void reporting.refetch()} />
        </div>
      </section>
    );
  }
  const list = reporting.data ? checks(reporting.data, traces) : [];
  const done = list.filter((check) => check.done).length;
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <section className="panel" aria-label="Live from your machines">
        <header>
          <h2>Live from your machines</h2>
          <span className="sub">
            {done} of {list.length}
          </span>
          <div className="right">
            <span className="live">{reporting.error ? 'not answering' : 'listening'}</span>
          </div>
        </header>
        <div className="body">
          <ol className="checks" aria-live="polite">
            {list.map((check) => (
              <li key={check.id} className={check.done ? 'done' : undefined}>
                <span className="st">{check.done && <Icon name="check" />}</span>
                <div>
                  <b>{check.title}</b>
                  <p>{check.why}</p>
                </div>
                <span className="small muted" aria-live="off">
                  {check.at ? ago(check.at, now) : ''}
                </span>
              </li>
            ))}
          </ol>
        </div>
      </section>
      {reporting.data && reporting.data.users.length > 0 && (
        <section className="panel" aria-label="Who reports">
          <header>
            <h2>Who reports</h2>
            <span className="sub">{reporting.data.users.length} people</span>
          </header>
          <div
            className="body flush scroll"
            tabIndex={0}
            role="region"
            aria-label="Who reports, table"
            style={{ maxHeight: 380 }}
          >
            <table className="tight">
              <thead>
                <tr>
                  <th scope="col">Developer</th>
                  <th scope="col">Events</th>
                  <th scope="col">Metrics</th>
                  <th scope="col">Traces</th>
                  <th scope="col" className="num">
                    Last seen
                  </th>
                </tr>
              </thead>
              <tbody>
                {[...reporting.data.users]
                  .map((user) => ({
                    ...user,
                    last:
                      [user.logsLastSeen, user.metricsLastSeen, user.tracesLastSeen]
                        .filter((at) => at !== null)
                        .sort()
                        .at(-1) ?? '',
                  }))
                  .sort((a, b) => b.last.localeCompare(a.last))
                  .slice(0, MOST * 25)
                  .map((user) => (
                    <tr key={user.user}>
                      <td title={user.clientVersion ? `${user.user}, Claude Code ${user.clientVersion}` : user.user}>
                        {person(user.user)}
                      </td>
                      {[user.logsLastSeen, user.metricsLastSeen, user.tracesLastSeen].map((at, index) => (
                        <td key={index}>
                          <span className={at ? 'seen yes' : 'seen'} role="img" aria-label={at ? 'yes' : 'never'} />
                        </td>
                      ))}
                      <td className="num second">{user.last ? ago(user.last, now) : 'never'}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </div>
  );
}
