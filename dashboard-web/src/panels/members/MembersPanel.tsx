import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery } from '@/lib/api/me';
import { ago, shortDay, dayOf, shortInstant } from '@/lib/days';
import { say } from '@/lib/toasts';
import { useNow } from '@/lib/useNow';
import { AdminHead, AdminTable, AdminWait, type Head, More } from '@/ui/AdminPage';
import { CsvButton } from '@/ui/CsvButton';
import { Dialog } from '@/ui/Dialog';
import { SelectField, TextField } from '@/ui/Fields';
import { SearchBox } from '@/ui/Grid';
import { Icon } from '@/ui/Icon';
import { useAction } from '@/ui/useAction';
import { changeRole, invite, type Member, membersQuery, removeMember } from './api';
import { addressProblem, arranged, cameBy, headline, membersTable } from './shape';

type Role = 'viewer' | 'admin';

const ROLES = [
  ['viewer', 'Viewer'],
  ['admin', 'Admin'],
] as const;

type Open = { what: 'invite' } | { what: 'remove' | 'step-down'; member: Member };

const PAGE = 200;

const HEADS: readonly Head[] = [['Address'], ['Role'], ['Joined', 'hide-phone'], ['Last seen', 'num hide-phone'], ['']];

export function MembersPanel() {
  const answer = useQuery(membersQuery);
  const me = useQuery(meQuery);
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const [text, setText] = useState('');
  const [most, setMost] = useState(PAGE);
  const now = useNow();
  const members = answer.data?.members;
  const mine = me.data?.email.toLowerCase() ?? '';
  const close = () => setOpen(null);
  const reload = () => void queries.invalidateQueries({ queryKey: membersQuery.queryKey });
  if (!members) {
    return <AdminWait title="Members" error={answer.error} retry={() => void answer.refetch()} />;
  }
  const said = headline(members);
  const found = arranged(members, text);
  return (
    <>
      <AdminHead
        eyebrow="Members"
        title={said.title}
        cause={said.cause}
        tools={
          <>
            <CsvButton table={() => membersTable(members)} />
            <button type="button" className="btn primary" data-new onClick={() => setOpen({ what: 'invite' })}>
              <Icon name="plus" /> Invite <kbd className="hide-phone">N</kbd>
            </button>
          </>
        }
      />
      <section className="panel" aria-label="All members">
        <div className="table-bar">
          <SearchBox label="Find a member" value={text} onChange={setText} />
        </div>
        {found.length === 0 ? (
          <div className="said">
            <b>No member is like that.</b>
            <button type="button" className="btn quiet" onClick={() => setText('')}>
              Show all again
            </button>
          </div>
        ) : (
          <AdminTable name="Members" heads={HEADS}>
            {found.slice(0, most).map((member) => (
              <Row
                key={member.email}
                member={member}
                mine={member.email.toLowerCase() === mine}
                now={now}
                reload={reload}
                remove={() => setOpen({ what: 'remove', member })}
                stepDown={() => setOpen({ what: 'step-down', member })}
              />
            ))}
          </AdminTable>
        )}
        <More shown={most} all={found.length} noun="member" onMore={() => setMost(most + PAGE)} />
      </section>
      <div className="asides">
        <section className="aside" aria-label="Everybody of a domain">
          <h2>Everybody of a domain</h2>
          <p>
            Who signs in with an address of one of your domains can become a member at once.{' '}
            <Link to="/admin/settings" search={true}>
              Choose the domains
            </Link>
          </p>
        </section>
        <section className="aside" aria-label="Who did what">
          <h2>Who did what</h2>
          <p>
            Invitations, roles and removals are in the{' '}
            <Link to="/admin/audit" search={true}>
              audit log
            </Link>
            . Whoever is removed is refused from the next request on.
          </p>
        </section>
      </div>
      {open?.what === 'invite' && <InviteDialog close={close} settled={reload} />}
      {open?.what === 'remove' && (
        <RemoveDialog
          member={open.member}
          mine={open.member.email.toLowerCase() === mine}
          close={close}
          settled={reload}
        />
      )}
      {open?.what === 'step-down' && <StepDownDialog member={open.member} close={close} settled={reload} />}
    </>
  );
}

function Row({
  member,
  mine,
  now,
  reload,
  remove,
  stepDown,
}: {
  member: Member;
  mine: boolean;
  now: number;
  reload: () => void;
  remove: () => void;
  stepDown: () => void;
}) {
  const change = useAction(changeRole, {
    done: (after) => say(`${after.email} is ${after.role === 'admin' ? 'an admin' : 'a viewer'} now.`),
    settled: reload,
  });
  const known = member.role === 'viewer' || member.role === 'admin';
  return (
    <>
      <tr aria-busy={change.pending}>
        <td className="long" title={member.email}>
          {member.email}
          {mine && <span className="sub">you</span>}
        </td>
        <td>
          {known ? (
            <select
              className="input small"
              aria-label={`Role of ${member.email}`}
              value={member.role}
              disabled={change.pending}
              onChange={(event) => {
                if (mine && event.target.value === 'viewer') stepDown();
                else change.run(member, event.target.value);
              }}
            >
              {ROLES.map(([role, name]) => (
                <option key={role} value={role}>
                  {name}
                </option>
              ))}
            </select>
          ) : (
            <span className="tag">{member.role}</span>
          )}
          <span className="sub" aria-live="polite">
            {change.pending ? 'saving…' : ''}
          </span>
        </td>
        <td
          className="long second hide-phone"
          title={`${cameBy(member.invitedBy)}, ${shortInstant(member.createdAt)} UTC`}
        >
          {cameBy(member.invitedBy)} <span className="sub">{shortDay(dayOf(member.createdAt))}</span>
        </td>
        <td className="num second hide-phone">
          {member.lastSeenAt ? ago(member.lastSeenAt, now) : 'invited, not yet'}
        </td>
        <td className="acts">
          <button type="button" className="btn quiet danger" aria-label={`Remove ${member.email}`} onClick={remove}>
            Remove
          </button>
        </td>
      </tr>
      {change.problem && (
        <tr className="wrong">
          <td colSpan={5}>
            <span role="alert">
              {change.problem.text}
              {change.problem.conflict && ' The list shows how it is now.'}
            </span>
          </td>
        </tr>
      )}
    </>
  );
}

function InviteDialog({ close, settled }: { close: () => void; settled: () => void }) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [error, setError] = useState<string | null>(null);
  const inviting = useAction(invite, {
    fields: ['email', 'role'],
    done: (member) => {
      say(`${member.email} is a member. No mail was sent: tell them the address of this site.`);
      close();
    },
    settled,
  });
  // "Already a member" is about the address, whether or not the answer names the field.
  const problem = inviting.problem?.conflict ? { ...inviting.problem, field: 'email' } : inviting.problem;
  return (
    <Dialog
      title="Invite a member"
      submit="Invite"
      pending={inviting.pending}
      problem={problem}
      onClose={close}
      onSubmit={() => {
        const wrong = addressProblem(email);
        setError(wrong);
        if (wrong === null) inviting.run(email.trim(), role);
        else inviting.clear();
      }}
    >
      <TextField
        name="email"
        label="Address"
        type="email"
        required
        autoFocus
        placeholder="name@company.com"
        hint="The one that your identity provider knows them by. No mail is sent."
        error={error}
        problem={problem}
        disabled={inviting.pending}
        value={email}
        onChange={setEmail}
      />
      <SelectField
        name="role"
        label="Role"
        hint={
          role === 'admin'
            ? 'Sees the panels, and may change members, tokens and settings, resolve pseudonyms and erase people.'
            : 'Sees the panels.'
        }
        problem={problem}
        disabled={inviting.pending}
        value={role}
        options={ROLES}
        onChange={setRole}
      />
    </Dialog>
  );
}

function RemoveDialog({
  member,
  mine,
  close,
  settled,
}: {
  member: Member;
  mine: boolean;
  close: () => void;
  settled: () => void;
}) {
  const removing = useAction(removeMember, {
    done: () => {
      say(`${member.email} is no member any more.`);
      close();
    },
    settled,
  });
  return (
    <Dialog
      title={mine ? 'Remove yourself?' : `Remove ${member.email}?`}
      submit="Remove"
      danger
      pending={removing.pending}
      problem={removing.problem}
      onSubmit={() => removing.run(member.email)}
      onClose={close}
    >
      <p className="said-so">
        {mine ? 'You are' : 'They are'} refused from the next request on. What their machines sent stays, and their
        tokens go on working: revoke those under{' '}
        <Link to="/admin/tokens" search={true}>
          Tokens
        </Link>
        .
      </p>
    </Dialog>
  );
}

function StepDownDialog({ member, close, settled }: { member: Member; close: () => void; settled: () => void }) {
  const queries = useQueryClient();
  const change = useAction(changeRole, {
    done: () => {
      say('You are a viewer now.');
      close();
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
    settled,
  });
  return (
    <Dialog
      title="Become a viewer yourself?"
      submit="Become a viewer"
      danger
      pending={change.pending}
      problem={change.problem}
      onSubmit={() => change.run(member, 'viewer')}
      onClose={close}
    >
      <p className="said-so">You will lose these pages. Another admin can give them back to you.</p>
    </Dialog>
  );
}
