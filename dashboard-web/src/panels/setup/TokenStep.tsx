import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isLive, shortToken, type Token } from '@/lib/api/tokens';
import { say } from '@/lib/toasts';
import { ChoiceField, FormProblem, TextField } from '@/ui/Fields';
import { CopyButton } from '@/ui/States';
import { useAction } from '@/ui/useAction';
import { createToken, tokensQuery } from './api';
import { Snippet } from './Snippet';

/** For viewers: a token comes from an admin. */
export function AskForToken({ token, setToken }: { token: string; setToken: (token: string) => void }) {
  return (
    <>
      <p>It can only write; it cannot read anything. Ask an admin of your organisation for one, and paste it here:</p>
      <div className="token-row">
        <TextField name="token" label="Token" mono placeholder="mai_…" value={token} onChange={setToken} />
      </div>
    </>
  );
}

/** For admins: choose one, make one, or paste one. */
export function TokenStep({
  tokens,
  failed,
  chosen,
  token,
  choose,
  setToken,
}: {
  tokens: readonly Token[] | undefined;
  /** They did not load. What is pasted works all the same. */
  failed: boolean;
  chosen: Token | undefined;
  token: string;
  choose: (id: string, secret: string) => void;
  setToken: (token: string) => void;
}) {
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState('');
  const live = (tokens ?? []).filter(isLive);
  const known = [...(chosen && !isLive(chosen) ? [chosen] : []), ...live].map(
    (each) => [each.id, nameOf(each)] as const,
  );
  return (
    <>
      <p>It can only write; it cannot read anything. Its plain text is shown once, when it is made.</p>
      <div className={known.length > 0 ? 'token-row' : 'token-row without-known'}>
        {known.length > 0 && (
          <ChoiceField
            name="chosen"
            label="Known token"
            value={chosen?.id ?? ''}
            options={[...(chosen ? [] : [['', 'which one?'] as const]), ...known]}
            onChange={(id) => choose(id, '')}
          />
        )}
        <TextField
          name="token"
          label="Token"
          mono
          placeholder={chosen ? `ends in ${chosen.lastFour}` : 'mai_…'}
          hint={chosen && token === '' ? 'Paste its plain text; it is not kept here.' : undefined}
          value={token}
          onChange={setToken}
        />
        <button type="button" className="btn" aria-expanded={making} onClick={() => setMaking(!making)}>
          {live.length > 0 ? 'Create another' : 'Create a token'}
        </button>
      </div>
      {failed && tokens === undefined && <p className="explained">The known tokens did not load. Paste one.</p>}
      {making && (
        <NewToken
          done={(created, secret) => {
            setMaking(false);
            setMade(secret);
            choose(created.id, secret);
          }}
        />
      )}
      {tokens?.length === 0 && (
        <>
          <p className="or">or in a terminal:</p>
          <Snippet title="terminal" text="./metric-ai token create --label laptops" />
        </>
      )}
      {chosen && token !== '' && (
        <p className="token-known" role="status">
          This is “{nameOf(chosen, 60)}”.{token === made && ' Keep it: it is not shown again.'}{' '}
          <CopyButton text={token} label="Copy token" quiet />
        </p>
      )}
    </>
  );
}

const nameOf = (token: Token, most = 40): string =>
  `${shortToken(token.lastFour)} ${token.label.length > most ? `${token.label.slice(0, most)}…` : token.label}`;

function NewToken({ done }: { done: (token: Token, secret: string) => void }) {
  const queries = useQueryClient();
  const [label, setLabel] = useState('');
  const create = useAction(createToken, {
    fields: ['label'],
    done: ({ token, secret }) => {
      say('The token is made, and stands in the settings below. It works within 5 s.');
      done(token, secret);
    },
    settled: () => void queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  return (
    <form
      className="new-token"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        create.run({
          label: label.trim(),
          expiresAt: null,
          team: '',
          repo: '',
          requestsPerSecond: null,
          bytesPerSecond: null,
        });
      }}
    >
      <FormProblem problem={create.problem} />
      <div className="token-row">
        <TextField
          name="label"
          label="Label of the new token"
          placeholder="payments laptops"
          problem={create.problem}
          disabled={create.pending}
          value={label}
          onChange={setLabel}
        />
        <button type="submit" className="btn primary" disabled={create.pending || label.trim() === ''}>
          {create.pending ? 'One moment…' : 'Create token'}
        </button>
      </div>
    </form>
  );
}
