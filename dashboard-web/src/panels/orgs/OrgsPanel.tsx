import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ago, dayOf, shortDay } from '@/lib/days';
import { bytes, count } from '@/lib/format';
import { sumOf } from '@/lib/stats';
import { say } from '@/lib/toasts';
import { useNow } from '@/lib/useNow';
import { AdminHead, AdminTable, AdminWait, type Head } from '@/ui/AdminPage';
import { CsvButton } from '@/ui/CsvButton';
import { Dialog } from '@/ui/Dialog';
import { TextField } from '@/ui/Fields';
import { Icon } from '@/ui/Icon';
import { useAction } from '@/ui/useAction';
import { createOrg, type Org, orgsQuery } from './api';
import { headline, idOf, isSilent, orgsTable } from './shape';

const HEADS: readonly Head[] = [
  ['Organisation'],
  ['Members', 'num hide-phone'],
  ['Live tokens', 'num hide-phone'],
  ['Last data', 'num'],
  ['Requests', 'num hide-phone'],
  ['Bytes', 'num hide-phone'],
  ['Limited (429)', 'num hide-phone'],
  ['Refused', 'num hide-phone'],
  ['Dead letters', 'num'],
];

/** How all organisations do, for whoever runs the installation. No content of any. */
export function OrgsPanel() {
  const answer = useQuery(orgsQuery);
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const now = useNow();
  const orgs = answer.data?.orgs;
  if (!orgs) {
    return <AdminWait title="Organisations" error={answer.error} retry={() => void answer.refetch()} rows={6} />;
  }
  const said = headline(orgs, now);
  return (
    <>
      <AdminHead
        eyebrow="Organisations"
        title={said.title}
        cause={said.cause}
        tools={
          <>
            <CsvButton table={() => orgsTable(orgs)} />
            <button type="button" className="btn primary" data-new onClick={() => setMaking(true)}>
              <Icon name="plus" /> New organisation <kbd className="hide-phone">N</kbd>
            </button>
          </>
        }
      />
      {orgs.length > 0 && (
        <section className="panel" aria-label="All organisations">
          <AdminTable
            name="Organisations"
            heads={HEADS}
            foot={
              <tr className="total">
                <td>Together</td>
                <td className="hide-phone" />
                <td className="num hide-phone">{count(sumOf(orgs, (org) => org.tokens))}</td>
                <td />
                <td className="num hide-phone">{count(sumOf(orgs, (org) => org.requests))}</td>
                <td className="num hide-phone">{bytes(sumOf(orgs, (org) => org.bytes))}</td>
                <td className="num hide-phone">{count(sumOf(orgs, (org) => org.limited))}</td>
                <td className="num hide-phone">{count(sumOf(orgs, (org) => org.refused))}</td>
                <td className="num">{count(sumOf(orgs, (org) => org.deadLettered))}</td>
              </tr>
            }
          >
            {orgs.map((org) => (
              <Row key={org.id} org={org} now={now} />
            ))}
          </AdminTable>
        </section>
      )}
      <p className="note">Counts are of the last 24 hours. A person in two organisations is a member of both.</p>
      {making && (
        <NewOrgDialog
          close={() => setMaking(false)}
          settled={() => void queries.invalidateQueries({ queryKey: orgsQuery.queryKey })}
        />
      )}
    </>
  );
}

function Row({ org, now }: { org: Org; now: number }) {
  const warned = (value: number) => <span className={value > 0 ? 'flag' : undefined}>{count(value)}</span>;
  return (
    <tr>
      <td className="long" title={org.name}>
        {org.name} <span className="sub">{org.id}</span>
        <span className="sub hide-phone">since {shortDay(dayOf(org.createdAt))}</span>
      </td>
      <td className="num hide-phone">{count(org.members)}</td>
      <td className="num hide-phone">{count(org.tokens)}</td>
      <td className={isSilent(org, now) ? 'num flag' : 'num second'}>
        {org.lastIngestAt ? ago(org.lastIngestAt, now) : 'never'}
      </td>
      <td className="num hide-phone">{count(org.requests)}</td>
      <td className="num hide-phone">{bytes(org.bytes)}</td>
      <td className="num hide-phone">{warned(org.limited)}</td>
      <td className="num hide-phone">{count(org.refused)}</td>
      <td className="num">
        {org.deadLettered > 0 ? (
          <Link to="/ops/dead-letters" search={true} className="flag">
            {count(org.deadLettered)}
          </Link>
        ) : (
          '0'
        )}
      </td>
    </tr>
  );
}

function NewOrgDialog({ close, settled }: { close: () => void; settled: () => void }) {
  const [name, setName] = useState('');
  const [id, setId] = useState<string | null>(null);
  const [adminEmail, setAdminEmail] = useState('');
  const making = useAction(createOrg, {
    fields: ['id', 'name', 'adminEmail'],
    done: () => {
      say(`${name.trim()} is there. Its admin is ${adminEmail.trim()}.`);
      close();
    },
    settled,
  });
  const problem = making.problem?.conflict ? { ...making.problem, field: 'id' } : making.problem;
  const shared = { problem, disabled: making.pending };
  return (
    <Dialog
      title="New organisation"
      submit="Create"
      ready={name.trim() !== '' && (id ?? idOf(name)) !== '' && adminEmail.trim() !== ''}
      pending={making.pending}
      problem={problem}
      onSubmit={() => making.run(id ?? idOf(name), name.trim(), adminEmail.trim())}
      onClose={close}
    >
      <TextField {...shared} name="name" label="Name" required autoFocus value={name} onChange={setName} />
      <TextField
        {...shared}
        name="id"
        label="Id"
        required
        mono
        hint="Small letters, digits and dashes. It stands in addresses and never changes."
        value={id ?? idOf(name)}
        onChange={setId}
      />
      <TextField
        {...shared}
        name="adminEmail"
        label="Address of its first admin"
        type="email"
        required
        hint="They invite the others. No mail is sent."
        value={adminEmail}
        onChange={setAdminEmail}
      />
    </Dialog>
  );
}
