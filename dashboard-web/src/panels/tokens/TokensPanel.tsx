import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isLive, shortToken, type Token } from '@/lib/api/tokens';
import { ago, ahead, dayOf, shortDay, shortInstant } from '@/lib/days';
import { bytes, count, NONE, person } from '@/lib/format';
import { handOver } from '@/lib/secret';
import { sumOf } from '@/lib/stats';
import { useNow } from '@/lib/useNow';
import { AdminHead, AdminTable, AdminWait, type Head, More } from '@/ui/AdminPage';
import { CsvButton } from '@/ui/CsvButton';
import { SearchBox } from '@/ui/Grid';
import { Icon } from '@/ui/Icon';
import { Segmented } from '@/ui/Segmented';
import { CopyButton } from '@/ui/States';
import { tokensQuery, watchedTokens } from './api';
import { arranged, cutLabel, ends, headline, lostData, replacedBy, STATE_NAMES, stateTone, tokensTable } from './shape';
import { EditTokenDialog, NewTokenDialog, RevokeDialog, RotateDialog } from './TokenDialogs';
import './tokens.css';

type Open = { what: 'new' } | { what: 'edit' | 'rotate' | 'revoke'; token: Token };

interface Once {
  id: string;
  label: string;
  secret: string;
  old: Token | null;
}

const PAGE = 200;

const HEADS: readonly Head[] = [
  ['Label'],
  ['Token', 'hide-phone'],
  ['State'],
  ['Default team', 'hide-phone'],
  ['Created', 'hide-phone'],
  ['Last used', 'num hide-phone'],
  ['Requests', 'num'],
  ['Bytes', 'num hide-phone'],
  ['Ends', 'hide-phone'],
  ['', 'hide-phone'],
];

export function TokensPanel() {
  const answer = useQuery(watchedTokens);
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const [once, setOnce] = useState<Once | null>(null);
  const [text, setText] = useState('');
  const [view, setView] = useState<'live' | 'all'>('live');
  const [most, setMost] = useState(PAGE);
  const now = useNow();
  const all = answer.data?.tokens;
  const reload = () => void queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const close = () => setOpen(null);
  if (!all) {
    return <AdminWait title="Tokens" error={answer.error} retry={() => void answer.refetch()} />;
  }
  const said = headline(all, now);
  const lost = lostData(all);
  const found = arranged(all, text, view === 'live');
  const shown = found.slice(0, most);
  const known = {
    teams: distinct(all.map((token) => token.team)),
    repos: distinct(all.map((token) => token.repo)),
  };
  return (
    <>
      <AdminHead
        eyebrow="Tokens"
        title={said.title}
        cause={said.cause}
        tools={
          <>
            <CsvButton table={() => tokensTable(all)} />
            <button type="button" className="btn primary" data-new onClick={() => setOpen({ what: 'new' })}>
              <Icon name="plus" /> New token <kbd className="hide-phone">N</kbd>
            </button>
          </>
        }
      />
      {lost && (
        <div className="callout" role="note">
          <Icon name="warning" />
          <div>
            <b>{lost.title}</b> {lost.detail}
          </div>
        </div>
      )}
      {once && <ShownOnce once={once} now={now} close={() => setOnce(null)} />}
      <section className="panel" aria-label="All tokens">
        <div className="table-bar">
          <SearchBox label="Find a token" value={text} onChange={setText} />
          <Segmented
            label="Which"
            value={view}
            options={[
              ['live', 'Live'],
              ['all', 'All'],
            ]}
            onChange={setView}
          />
          <span className="grow" />
          <span className="muted small hide-phone">requests and bytes: last 24 h, compressed as sent</span>
        </div>
        {found.length === 0 ? (
          <div className="said">
            <b>{all.length === 0 ? 'There are no tokens yet.' : 'No token is like that.'}</b>
            {text !== '' && (
              <button type="button" className="btn quiet" onClick={() => setText('')}>
                Show all again
              </button>
            )}
            {text === '' && all.length > 0 && view === 'live' && <span>Ended ones are under “All”.</span>}
          </div>
        ) : (
          <AdminTable
            name="Tokens"
            heads={HEADS}
            foot={
              <tr className="total">
                <td>Together</td>
                <td className="hide-phone" />
                <td />
                <td className="hide-phone" />
                <td className="hide-phone" />
                <td className="hide-phone" />
                <td className="num">{count(sumOf(found, (token) => token.requests))}</td>
                <td className="num hide-phone">{bytes(sumOf(found, (token) => token.bytes))}</td>
                <td className="hide-phone" />
                <td className="hide-phone" />
              </tr>
            }
          >
            {shown.map((token) => (
              <Row key={token.id} token={token} now={now} open={setOpen} />
            ))}
          </AdminTable>
        )}
        <More shown={most} all={found.length} noun="token" onMore={() => setMost(most + PAGE)} />
      </section>
      <div className="asides">
        <section className="aside" aria-label="From a script">
          <h2>From a script</h2>
          <p>Prints the token alone on stdout, once.</p>
          <code>./metric-ai token create --label &quot;CI, nightly reviews&quot; --expires 90d</code>
        </section>
        <section className="aside" aria-label="If one leaks">
          <h2>If one leaks</h2>
          <p>
            Secret scanners know the prefix <code>mai_</code>. Revoke it here; whoever holds it can only have sent,
            never read. Each step is in the <Link to="/admin/audit">audit log</Link>.
          </p>
        </section>
      </div>
      {open?.what === 'new' && (
        <NewTokenDialog
          known={known}
          close={close}
          settled={reload}
          done={({ token, secret }) => {
            setOnce({ id: token.id, label: token.label, secret, old: null });
            close();
          }}
        />
      )}
      {open?.what === 'edit' && (
        <EditTokenDialog
          token={open.token}
          latest={all.find((token) => token.id === open.token.id)}
          known={known}
          close={close}
          settled={reload}
          rotate={() => setOpen({ what: 'rotate', token: open.token })}
          revoke={() => setOpen({ what: 'revoke', token: open.token })}
        />
      )}
      {open?.what === 'rotate' && (
        <RotateDialog
          token={open.token}
          close={close}
          settled={reload}
          done={({ token, secret, old }) => {
            setOnce({ id: token.id, label: token.label, secret, old });
            close();
          }}
        />
      )}
      {open?.what === 'revoke' && (
        <RevokeDialog token={open.token} older={replacedBy(open.token, all)} close={close} settled={reload} />
      )}
    </>
  );
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].filter((each) => each !== '').sort();

function Row({ token, now, open }: { token: Token; now: number; open: (open: Open) => void }) {
  const live = isLive(token);
  return (
    <tr className={live ? undefined : 'over'}>
      <td className="long">
        {live ? (
          <button
            type="button"
            className="linklike"
            title={token.label}
            aria-label={`Change ${cutLabel(token.label)}`}
            onClick={() => open({ what: 'edit', token })}
          >
            {token.label}
          </button>
        ) : (
          <span title={token.label}>{token.label}</span>
        )}
      </td>
      <td className="hide-phone">
        <code>{shortToken(token.lastFour)}</code>
      </td>
      <td>
        <span className={stateTone(token.state)}>{STATE_NAMES[token.state]}</span>
      </td>
      <td className="long second hide-phone" title={token.repo ? `repo ${token.repo}` : undefined}>
        {token.team || NONE}
      </td>
      <td className="second hide-phone" title={token.createdBy}>
        {person(token.createdBy)} <span className="sub">{shortDay(dayOf(token.createdAt))}</span>
      </td>
      <td
        className="num second hide-phone"
        title={token.lastUsedAt ? `${shortInstant(token.lastUsedAt)} UTC` : undefined}
      >
        {token.lastUsedAt ? ago(token.lastUsedAt, now) : 'never'}
      </td>
      <td className="num">
        {count(token.requests)}
        {token.limited > 0 && (
          <span className="flag-line" title="Answered 429: clients may have lost this data">
            {count(token.limited)} limited
          </span>
        )}
        {token.refused > 0 && (
          <span className="flag-line muted" title="Answered neither 200 nor 429">
            {count(token.refused)} refused
          </span>
        )}
      </td>
      <td className="num hide-phone">{bytes(token.bytes)}</td>
      <td
        className="second hide-phone"
        title={token.expiresAt && live ? `${shortInstant(token.expiresAt)} UTC` : undefined}
      >
        {ends(token, now, (instant) => shortDay(dayOf(instant)))}
      </td>
      <td className="acts hide-phone">
        {live && token.state !== 'rotating' && (
          <button
            type="button"
            className="btn quiet"
            aria-label={`Rotate ${cutLabel(token.label)}`}
            onClick={() => open({ what: 'rotate', token })}
          >
            Rotate
          </button>
        )}
        {live && (
          <button
            type="button"
            className={token.state === 'rotating' ? 'btn quiet' : 'btn quiet danger'}
            aria-label={`${token.state === 'rotating' ? 'End' : 'Revoke'} ${cutLabel(token.label)}`}
            onClick={() => open({ what: 'revoke', token })}
          >
            {token.state === 'rotating' ? 'End now' : 'Revoke'}
          </button>
        )}
      </td>
    </tr>
  );
}

function ShownOnce({ once, now, close }: { once: Once; now: number; close: () => void }) {
  const navigate = useNavigate();
  const { old } = once;
  return (
    <section className="once" role="status" aria-label="New token">
      <div>
        <h2>“{cutLabel(once.label)}” is ready. Copy it now: it is shown once.</h2>
        <p>
          {old === null
            ? 'It works within 5 s. Only its fingerprint is kept, so nobody can look it up later.'
            : old.expiresAt !== null && Date.parse(old.expiresAt) > now
              ? `The old one, ${shortToken(old.lastFour)}, ends ${ahead(old.expiresAt, now)}, so that nobody is cut off.`
              : `The old one, ${shortToken(old.lastFour)}, stops within 5 s.`}
        </p>
      </div>
      <button type="button" className="btn quiet icon" aria-label="Hide the token for good" onClick={close}>
        <Icon name="close" />
      </button>
      <code className="token-box" tabIndex={0} aria-label="The token">
        {once.secret}
      </code>
      <div className="row">
        <CopyButton text={once.secret} label="Copy token" primary />
        <button
          type="button"
          className="btn"
          onClick={() => {
            handOver({ tokenId: once.id, secret: once.secret });
            void navigate({ to: '/setup', search: true });
          }}
        >
          Open in Set-up
        </button>
      </div>
    </section>
  );
}
