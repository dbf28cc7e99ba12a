import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '@/lib/api/me';
import { datedDay, dayOf, shortInstant } from '@/lib/days';
import { cents, count, plural } from '@/lib/format';
import { say } from '@/lib/toasts';
import { AdminHead, AdminTable, type Head, More } from '@/ui/AdminPage';
import { CsvButton } from '@/ui/CsvButton';
import { Dialog } from '@/ui/Dialog';
import { CheckField, TextField } from '@/ui/Fields';
import { SearchBox } from '@/ui/Grid';
import { Bones, CopyButton, Failed } from '@/ui/States';
import { useAction } from '@/ui/useAction';
import { erase, type Erasure, erasuresQuery, peopleQuery, type Person, savePerson } from './api';
import { arranged, confirmed, headline, progress, rightsTable } from './shape';

const PAGE = 200;

const HEADS: readonly Head[] = [
  ['Person'],
  ['Pseudonym', 'hide-phone'],
  ['First day', 'hide-phone'],
  ['Last day', 'hide-phone'],
  ['Sessions', 'num hide-phone'],
  ['Cost', 'num hide-phone'],
  [''],
];

const ERASURE_HEADS: readonly Head[] = [
  ['Asked for (UTC)'],
  ['By', 'hide-phone'],
  ['Progress'],
  ['Finished (UTC)', 'hide-phone'],
  ['', 'hide-phone'],
];

/** The others are in the audit log. */
const MOST_ERASURES = 5;

export function PeopleRightsPanel() {
  const people = useQuery(peopleQuery);
  const erasures = useQuery(erasuresQuery);
  const me = useQuery(meQuery);
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [most, setMost] = useState(PAGE);
  const [erasing, setErasing] = useState<Person | null>(null);
  const list = people.data?.people;
  const done = erasures.data?.erasures;
  const reload = () => {
    void queries.invalidateQueries({ queryKey: peopleQuery.queryKey });
    void queries.invalidateQueries({ queryKey: erasuresQuery.queryKey });
  };
  const found = list ? arranged(list, text) : [];
  return (
    <>
      <AdminHead
        eyebrow="People’s rights"
        title={list ? headline(list, done ?? []) : 'People’s rights'}
        cause={`Give a person a copy of all that is held about them, or erase it. ${
          me.data?.pseudonymous
            ? 'Viewers see pseudonyms: find a name by its pseudonym here.'
            : 'Viewers see names; the settings can give them pseudonyms instead.'
        }`}
        tools={<CsvButton table={list && (() => rightsTable(list))} />}
      />
      {!done && erasures.error && (
        <Failed what="Erasures" error={erasures.error} retry={() => void erasures.refetch()} />
      )}
      {done && done.length > 0 && <Erasures erasures={done} />}
      {!list && people.error && <Failed what="People" error={people.error} retry={() => void people.refetch()} />}
      {!list && !people.error && <Bones rows={10} height={18} />}
      {list && (
        <section className="panel" aria-label="All people">
          <div className="table-bar">
            <SearchBox label="Name or pseudonym" value={text} onChange={setText} />
          </div>
          {found.length === 0 ? (
            <div className="said">
              <b>{list.length === 0 ? 'Nobody has sent anything yet.' : 'Nobody is called that.'}</b>
              {text !== '' && (
                <button type="button" className="btn quiet" onClick={() => setText('')}>
                  Show all again
                </button>
              )}
            </div>
          ) : (
            <AdminTable name="People" heads={HEADS}>
              {found.slice(0, most).map((person) => (
                <Row key={person.user} person={person} erase={() => setErasing(person)} />
              ))}
            </AdminTable>
          )}
          <More shown={most} all={found.length} noun="person" plural="people" onMore={() => setMost(most + PAGE)} />
        </section>
      )}
      {erasing && <EraseDialog person={erasing} close={() => setErasing(null)} settled={reload} />}
    </>
  );
}

function Row({ person, erase }: { person: Person; erase: () => void }) {
  const today = dayOf(Date.now());
  const saving = useAction(savePerson, { done: () => say(`The data of ${person.user} is saved.`) });
  return (
    <>
      <tr aria-busy={saving.pending}>
        <td className="long" title={person.user}>
          {person.user || 'unknown'}
          <span className="only-phone small muted">
            <br />
            {person.pseudonym}
          </span>
        </td>
        <td className="hide-phone">
          <code>{person.pseudonym}</code>
        </td>
        <td className="second hide-phone">{person.firstDay ? datedDay(person.firstDay, today) : '–'}</td>
        <td className="second hide-phone">{person.lastDay ? datedDay(person.lastDay, today) : '–'}</td>
        <td className="num hide-phone">{count(person.sessions)}</td>
        <td className="num hide-phone">{cents(person.costUsd)}</td>
        <td className="acts">
          <button
            type="button"
            className="btn quiet"
            disabled={saving.pending}
            aria-label={`Export what is held about ${person.user}`}
            onClick={() => saving.run(person.user)}
          >
            {saving.pending ? 'Collecting…' : 'Export'}
          </button>
          <button type="button" className="btn quiet danger" aria-label={`Erase ${person.user}`} onClick={erase}>
            Erase
          </button>
        </td>
      </tr>
      {saving.problem && (
        <tr className="wrong">
          <td colSpan={7}>
            <span role="alert">{saving.problem.text}</span>
          </td>
        </tr>
      )}
    </>
  );
}

function EraseDialog({ person, close, settled }: { person: Person; close: () => void; settled: () => void }) {
  const [typed, setTyped] = useState('');
  const [keepOut, setKeepOut] = useState(false);
  const erasing = useAction(erase, {
    fields: ['user', 'keepOut'],
    done: () => {
      say('The erasure is under way. Its progress is above the list.');
      close();
      window.scrollTo({ top: 0 });
    },
    settled,
  });
  return (
    <Dialog
      title="Erase a person?"
      submit="Erase for good"
      danger
      ready={confirmed(typed, person.user)}
      pending={erasing.pending}
      problem={erasing.problem}
      onSubmit={() => erasing.run(person.user, keepOut)}
      onClose={close}
    >
      <p className="said-so">
        Everything held about <b>{person.user}</b> is deleted: {plural(person.sessions, 'session')}, every event, metric
        and trace, and their part of all sums. It cannot be undone, and data that is replayed later stays out as well.
        The numbers of others do not change.
      </p>
      <CheckField
        name="keepOut"
        label="Keep them out from now on"
        hint="What their machines send later is dropped as well. Without it, new data is taken again."
        problem={erasing.problem}
        disabled={erasing.pending}
        checked={keepOut}
        onChange={setKeepOut}
      />
      <TextField
        name="user"
        label={`Type ${person.user} to confirm`}
        problem={erasing.problem}
        disabled={erasing.pending}
        value={typed}
        onChange={setTyped}
      />
    </Dialog>
  );
}

function Erasures({ erasures }: { erasures: readonly Erasure[] }) {
  const latest = [...erasures].sort((a, b) => b.requestedAt.localeCompare(a.requestedAt)).slice(0, MOST_ERASURES);
  return (
    <section className="panel" aria-label="Erasures" style={{ marginBottom: 16 }}>
      <header>
        <h2>Erasures</h2>
        <span className="sub">who was erased is not kept</span>
      </header>
      <div className="body flush">
        <AdminTable name="Erasures" heads={ERASURE_HEADS} live>
          {latest.map((erasure) => (
            <tr key={erasure.id}>
              <td className="second">{shortInstant(erasure.requestedAt)}</td>
              <td className="long second hide-phone">{erasure.requestedBy}</td>
              <td className="wrap">
                <span className={erasure.finishedAt === null ? 'tag warn' : 'tag good'}>{progress(erasure)}</span>
              </td>
              <td className="second hide-phone">
                {erasure.finishedAt === null ? '–' : shortInstant(erasure.finishedAt)}
              </td>
              <td className="acts hide-phone">
                <CopyButton text={erasure.id} label="Copy reference" quiet />
              </td>
            </tr>
          ))}
        </AdminTable>
      </div>
    </section>
  );
}
