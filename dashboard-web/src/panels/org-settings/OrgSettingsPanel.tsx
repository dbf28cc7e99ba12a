import './org-settings.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { meQuery } from '@/lib/api/me';
import { say } from '@/lib/toasts';
import { CheckField, FormProblem, TextField } from '@/ui/Fields';
import { Icon } from '@/ui/Icon';
import { Bones, Failed } from '@/ui/States';
import { useAction } from '@/ui/useAction';
import { loadSettings, type OrgSettings, saveSettings, settingsQuery } from './api';
import { changedFields, describeChanges, type FormErrors, formOf, merged, type SettingsForm, valuesOf } from './shape';

export function OrgSettingsPanel() {
  const answer = useQuery({ ...settingsQuery, staleTime: 0 });
  // Never begun from what was seen earlier: somebody may have saved since.
  const settings = answer.isFetchedAfterMount ? answer.data : undefined;
  return (
    <>
      <p className="eyebrow">Settings</p>
      <h1>{settings ? `How ${shortName(settings.name)} is set up.` : 'Settings'}</h1>
      {!settings && answer.error && <Failed what="Settings" error={answer.error} retry={() => void answer.refetch()} />}
      {!settings && !answer.error && <Bones rows={8} height={18} />}
      {settings && <Form first={settings} />}
    </>
  );
}

const shortName = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name);

/** What is typed stays when the page refreshes itself; only saving, or a choice here, takes over what others saved. */
function Form({ first }: { first: OrgSettings }) {
  const queries = useQueryClient();
  const [base, setBase] = useState(first);
  const [form, setForm] = useState<SettingsForm>(() => formOf(first));
  const [errors, setErrors] = useState<FormErrors>({});
  const [theirs, setTheirs] = useState<OrgSettings | null>(null);
  const start = (settings: OrgSettings) => {
    setBase(settings);
    setForm(formOf(settings));
    setErrors({});
    setTheirs(null);
    queries.setQueryData(settingsQuery.queryKey, settings);
  };
  const save = useAction(
    async (settings: OrgSettings) => {
      try {
        return await saveSettings(settings);
      } catch (error) {
        // Only a state that was not the one we began with explains a conflict; the name may be taken too.
        const now = await loadSettings().catch(() => null);
        if (now && now.version !== settings.version) setTheirs(now);
        throw error;
      }
    },
    {
      fields: ['name', 'domains', 'pseudonymous', 'teamFloor', 'requestsPerSecond', 'bytesPerSecond'],
      done: (after) => {
        start(after);
        say('The settings are saved.');
        void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      },
    },
  );
  const read = valuesOf(form);
  const dirty = read.values === null || changedFields(base, read.values).length > 0;
  const submit = () => {
    setErrors(read.errors ?? {});
    if (read.values) save.run({ ...read.values, version: base.version });
    else save.clear();
  };
  const set = (change: Partial<SettingsForm>) => setForm({ ...form, ...change });
  const shared = (name: keyof FormErrors) => ({
    name,
    error: errors[name],
    problem: save.problem,
    disabled: save.pending,
  });
  return (
    <form
      className="org-settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty) submit();
      }}
    >
      {theirs ? (
        <div className="form-problem" role="alert">
          <p>Somebody else saved the settings while you had them open. Nothing of yours was saved yet. They changed:</p>
          <ul>
            {describeChanges(base, theirs).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <div className="row">
            <button
              type="button"
              className="btn"
              disabled={save.pending || read.values === null}
              onClick={() => {
                if (!read.values) return;
                setForm(formOf(merged(base, read.values, theirs)));
                setBase(theirs);
                setTheirs(null);
                save.clear();
              }}
            >
              Take theirs and keep what I changed
            </button>
            <button
              type="button"
              className="btn quiet"
              onClick={() => {
                start(theirs);
                save.clear();
              }}
            >
              Drop what I changed
            </button>
          </div>
        </div>
      ) : (
        <FormProblem problem={save.problem} />
      )}
      <Part title="The organisation" text="The name stands at the top of the side bar.">
        <TextField {...shared('name')} label="Name" required value={form.name} onChange={(name) => set({ name })} />
      </Part>
      <Part
        title="Who comes by domain"
        text="Whoever signs in with a verified address of one of these domains becomes a member at once. Only name domains where every address is your own people's."
      >
        <Domains
          form={form}
          set={set}
          error={errors.domains ?? null}
          problem={save.problem?.field === 'domains' ? save.problem.text : null}
          disabled={save.pending}
        />
      </Part>
      <Part title="People" text="What viewers may know about single people. Admins see names in any case.">
        <CheckField
          {...shared('pseudonymous')}
          label="Viewers see pseudonyms"
          hint={
            <>
              The same person always has the same one, in panels, filters and exports. Admins resolve them under{' '}
              <Link to="/admin/people" search={true}>
                People’s rights
              </Link>
              .
            </>
          }
          checked={form.pseudonymous}
          onChange={(pseudonymous) => set({ pseudonymous })}
        />
        <TextField
          {...shared('teamFloor')}
          label="Smallest team that is shown by itself"
          inputMode="numeric"
          hint="Teams of fewer active people are shown together. 0: every team is shown."
          value={form.teamFloor}
          onChange={(teamFloor) => set({ teamFloor })}
        />
      </Part>
      <Part
        title="Limits"
        text="Of all tokens together. What goes above is answered 429 and counted on the page of tokens, because clients may lose it. Empty: no limit of its own."
      >
        <div className="pair">
          <TextField
            {...shared('requestsPerSecond')}
            label="Requests a second"
            inputMode="numeric"
            placeholder="no limit of its own"
            value={form.requestsPerSecond}
            onChange={(requestsPerSecond) => set({ requestsPerSecond })}
          />
          <TextField
            {...shared('bytesPerSecond')}
            label="Bytes a second"
            inputMode="numeric"
            placeholder="no limit of its own"
            value={form.bytesPerSecond}
            onChange={(bytesPerSecond) => set({ bytesPerSecond })}
          />
        </div>
      </Part>
      <div className="save">
        <button type="submit" className="btn primary" disabled={!dirty || save.pending || theirs !== null}>
          {save.pending ? 'Saving…' : 'Save'}
        </button>
        {dirty && !save.pending && (
          <button
            type="button"
            className="btn quiet"
            onClick={() => {
              setForm(formOf(base));
              setErrors({});
              setTheirs(null);
              save.clear();
            }}
          >
            Undo the changes
          </button>
        )}
        <span className="muted small">{dirty ? 'Not saved yet.' : 'Nothing to save.'}</span>
      </div>
    </form>
  );
}

function Part({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="part" aria-label={title}>
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      <div className="inputs">{children}</div>
    </section>
  );
}

function Domains({
  form,
  set,
  error,
  problem,
  disabled,
}: {
  form: SettingsForm;
  set: (change: Partial<SettingsForm>) => void;
  error: string | null;
  problem: string | null;
  disabled: boolean;
}) {
  const change = (at: number, each: Partial<SettingsForm['domains'][number]>) =>
    set({ domains: form.domains.map((known, index) => (index === at ? { ...known, ...each } : known)) });
  return (
    <div className="field" role="group" aria-label="Domains">
      {form.domains.map((each, index) => (
        <div className="domain" key={index}>
          <input
            className="input"
            aria-label={`Domain ${index + 1}`}
            placeholder="company.com"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            disabled={disabled}
            value={each.domain}
            onChange={(event) => change(index, { domain: event.target.value })}
          />
          <select
            className="input"
            aria-label={`Role of domain ${index + 1}`}
            disabled={disabled}
            value={each.role}
            onChange={(event) => change(index, { role: event.target.value })}
          >
            <option value="viewer">as viewer</option>
            <option value="admin">as admin</option>
          </select>
          <button
            type="button"
            className="btn quiet icon"
            aria-label={`Remove domain ${each.domain || index + 1}`}
            disabled={disabled}
            onClick={() => set({ domains: form.domains.filter((_, at) => at !== index) })}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="btn"
        disabled={disabled}
        onClick={() => set({ domains: [...form.domains, { domain: '', role: 'viewer' }] })}
      >
        <Icon name="plus" /> Add a domain
      </button>
      {form.domains.some((each) => each.role === 'admin') && (
        <p className="hint">Everybody of a domain “as admin” may change all of this.</p>
      )}
      {(error ?? problem) && (
        <p className="error" role="alert">
          {error ?? problem}
        </p>
      )}
    </div>
  );
}
