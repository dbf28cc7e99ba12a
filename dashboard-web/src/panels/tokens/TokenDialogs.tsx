import { useState } from 'react';
import { type CreatedToken, type RotatedToken, shortToken, type Token } from '@/lib/api/tokens';
import { ago, shortInstant } from '@/lib/days';
import { say } from '@/lib/toasts';
import { useNow } from '@/lib/useNow';
import { Dialog } from '@/ui/Dialog';
import { SelectField, TextField } from '@/ui/Fields';
import { useAction } from '@/ui/useAction';
import { changeToken, createToken, revokeToken, rotateToken } from './api';
import { cutLabel, fieldsOf, formOf, type FormErrors, NEW_TOKEN, OVERLAPS, rateHint, type TokenForm } from './shape';

const FIELDS = ['label', 'expiresAt', 'team', 'repo', 'requestsPerSecond', 'bytesPerSecond'] as const;

const ENDS = [
  ['never', 'Never'],
  ['30', 'In 30 days'],
  ['90', 'In 90 days'],
  ['365', 'In a year'],
  ['day', 'On a day…'],
] as const;

interface Known {
  teams: readonly string[];
  repos: readonly string[];
}

export function NewTokenDialog({
  known,
  done,
  close,
  settled,
}: {
  known: Known;
  done: (created: CreatedToken) => void;
  close: () => void;
  settled: () => void;
}) {
  const [form, setForm] = useState(NEW_TOKEN);
  const [errors, setErrors] = useState<FormErrors>({});
  const create = useAction(createToken, { fields: FIELDS, done, settled });
  const submit = () => {
    const read = fieldsOf(form, Date.now());
    setErrors(read.errors ?? {});
    if (read.fields) create.run(read.fields);
    else create.clear();
  };
  return (
    <Dialog
      title="New token"
      submit="Create token"
      pending={create.pending}
      problem={create.problem}
      wide
      onSubmit={submit}
      onClose={close}
    >
      <FormFields form={form} setForm={setForm} errors={errors} known={known} action={create} />
    </Dialog>
  );
}

export function EditTokenDialog({
  token,
  latest,
  known,
  close,
  settled,
  rotate,
  revoke,
}: {
  token: Token;
  /** The same token as last heard of: another version when somebody else changed it. */
  latest: Token | undefined;
  known: Known;
  close: () => void;
  settled: () => void;
  rotate: () => void;
  revoke: () => void;
}) {
  const [base, setBase] = useState(token);
  const [form, setForm] = useState(() => formOf(token));
  const [errors, setErrors] = useState<FormErrors>({});
  const change = useAction(changeToken, {
    fields: FIELDS,
    done: (after) => {
      say(`“${cutLabel(after.label)}” is changed.`);
      close();
    },
    settled,
  });
  const now = useNow();
  const submit = () => {
    const read = fieldsOf(form, Date.now(), base);
    setErrors(read.errors ?? {});
    if (read.fields) change.run(base.id, read.fields, base.version);
    else change.clear();
  };
  const newer = change.problem?.conflict && latest && latest.version !== base.version ? latest : null;
  return (
    <Dialog
      title={`Token ${shortToken(base.lastFour)}`}
      submit="Save"
      pending={change.pending}
      problem={newer ? null : change.problem}
      wide
      extra={
        <>
          {base.state !== 'rotating' && (
            <button type="button" className="btn" onClick={rotate}>
              Rotate…
            </button>
          )}
          <button type="button" className="btn quiet danger" onClick={revoke}>
            {base.state === 'rotating' ? 'End now…' : 'Revoke…'}
          </button>
        </>
      }
      onSubmit={submit}
      onClose={close}
    >
      {newer && (
        <div className="form-problem" role="alert">
          <p>Somebody else changed this token meanwhile. Nothing of yours was saved yet.</p>
          <div className="row">
            <button
              type="button"
              className="btn"
              onClick={() => {
                setBase(newer);
                setForm(formOf(newer));
                change.clear();
              }}
            >
              Show theirs
            </button>
            <button
              type="button"
              className="btn quiet"
              onClick={() => {
                setBase(newer);
                change.clear();
              }}
            >
              Keep mine; Save then overwrites theirs
            </button>
          </div>
        </div>
      )}
      <p className="said-so small">
        Made by {base.createdBy} on {shortInstant(base.createdAt)} UTC, last used{' '}
        {base.lastUsedAt ? ago(base.lastUsedAt, now) : 'never'}.
      </p>
      <FormFields form={form} setForm={setForm} errors={errors} known={known} action={change} />
    </Dialog>
  );
}

function FormFields({
  form,
  setForm,
  errors,
  known,
  action: { problem, pending },
}: {
  form: TokenForm;
  setForm: (form: TokenForm) => void;
  errors: FormErrors;
  known: Known;
  action: { problem: Parameters<typeof TextField>[0]['problem']; pending: boolean };
}) {
  const shared = (name: keyof FormErrors) => ({ name, error: errors[name], problem, disabled: pending });
  const set = (change: Partial<TokenForm>) => setForm({ ...form, ...change });
  return (
    <>
      <TextField
        {...shared('label')}
        label="Label"
        required
        autoFocus
        placeholder="payments laptops"
        hint="Whose machines send with it. Everybody who sees this page sees it."
        value={form.label}
        onChange={(label) => set({ label })}
      />
      <div className="pair">
        <SelectField
          {...shared('expiresAt')}
          label="Ends"
          value={form.ends}
          options={ENDS}
          onChange={(ends) => set({ ends })}
        />
        {form.ends === 'day' && (
          <TextField
            name=""
            label="Last day (UTC)"
            type="date"
            disabled={pending}
            value={form.day}
            onChange={(day) => set({ day })}
          />
        )}
      </div>
      <div className="pair">
        <TextField
          {...shared('team')}
          label="Default team"
          placeholder="none"
          hint="For records that name no team themselves."
          list={known.teams}
          value={form.team}
          onChange={(team) => set({ team })}
        />
        <TextField
          {...shared('repo')}
          label="Default repo"
          placeholder="none"
          hint="For records that name no repo."
          list={known.repos}
          value={form.repo}
          onChange={(repo) => set({ repo })}
        />
      </div>
      <div className="pair">
        <TextField
          {...shared('requestsPerSecond')}
          label="Requests a second, at most"
          inputMode="numeric"
          placeholder="no limit of its own"
          hint="One machine sends less than one a second."
          value={form.requestsPerSecond}
          onChange={(requestsPerSecond) => set({ requestsPerSecond })}
        />
        <TextField
          {...shared('bytesPerSecond')}
          label="Bytes a second, at most"
          inputMode="numeric"
          placeholder="no limit of its own"
          hint={rateHint(form.bytesPerSecond)}
          value={form.bytesPerSecond}
          onChange={(bytesPerSecond) => set({ bytesPerSecond })}
        />
      </div>
    </>
  );
}

export function RotateDialog({
  token,
  done,
  close,
  settled,
}: {
  token: Token;
  done: (rotated: RotatedToken) => void;
  close: () => void;
  settled: () => void;
}) {
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number][0]>('1440');
  const rotate = useAction(rotateToken, { fields: ['overlapMinutes'], done, settled });
  return (
    <Dialog
      title={`Rotate “${cutLabel(token.label)}”?`}
      submit="Rotate"
      pending={rotate.pending}
      problem={rotate.problem}
      onSubmit={() => rotate.run(token.id, Number(overlap))}
      onClose={close}
    >
      <p className="said-so">
        A new token takes its place, with the same label, team, repo and limits. The old one,{' '}
        <code>{shortToken(token.lastFour)}</code>, goes on working for a while, so that nobody is cut off before the
        settings have reached all machines.
      </p>
      <SelectField
        name="overlapMinutes"
        label="The old one goes on for"
        problem={rotate.problem}
        disabled={rotate.pending}
        value={overlap}
        options={OVERLAPS}
        onChange={setOverlap}
      />
    </Dialog>
  );
}

export function RevokeDialog({
  token,
  older,
  close,
  settled,
}: {
  token: Token;
  /** What it replaced, as long as that is valid. */
  older: Token | undefined;
  close: () => void;
  settled: () => void;
}) {
  const revoke = useAction(revokeToken, {
    done: (after) => {
      say(`“${cutLabel(after.label)}” is revoked. It stops within 5 s.`);
      close();
    },
    settled,
  });
  const now = useNow();
  const ending = token.state === 'rotating';
  return (
    <Dialog
      title={ending ? `End “${cutLabel(token.label)}” now?` : `Revoke “${cutLabel(token.label)}”?`}
      submit={ending ? 'End now' : 'Revoke'}
      danger
      pending={revoke.pending}
      problem={revoke.problem}
      onSubmit={() => revoke.run(token.id)}
      onClose={close}
    >
      <p className="said-so">
        Every machine that still has <code>{shortToken(token.lastFour)}</code> is answered 401 within 5 s, and what it
        sends from then on is lost. This cannot be undone.
      </p>
      {older && (
        <p className="said-so">
          What it replaced, <code>{shortToken(older.lastFour)}</code>, stays valid{' '}
          {older.expiresAt ? `until ${shortInstant(older.expiresAt)} UTC` : 'until it is ended'}: if this is about a
          leak, end that one too.
        </p>
      )}
      <p className="said-so">
        {token.lastUsedAt === null
          ? 'It was never used.'
          : `It was last used ${ago(token.lastUsedAt, now)}, ${token.requests.toLocaleString('en-US')} times in the last 24 hours.`}
      </p>
    </Dialog>
  );
}
