import './dead-letters.css';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { downloadCsv } from '@/lib/csv';
import { ago } from '@/lib/days';
import { bytes, count, plural } from '@/lib/format';
import { say } from '@/lib/toasts';
import { useNow } from '@/lib/useNow';
import { AdminHead, AdminTable, AdminWait, type Head, Older } from '@/ui/AdminPage';
import { Dialog } from '@/ui/Dialog';
import { Icon } from '@/ui/Icon';
import { Segmented } from '@/ui/Segmented';
import { useAction } from '@/ui/useAction';
import { type DeadLetter, deadLettersKey, deadLettersQuery, type ReasonCount, settleAll, type Settling } from './api';
import { DeadLetterDialog } from './DeadLetterDialog';
import { deadLettersTable, fate, headline, isOpen, reasonName } from './shape';

const REASON_HEADS: readonly Head[] = [
  ['Reason'],
  ['Waiting', 'num'],
  ['Replayed', 'num hide-phone'],
  ['Discarded', 'num hide-phone'],
  ['Gone', 'num hide-phone'],
  [''],
];

const HEADS: readonly Head[] = [
  ['Export'],
  ['Organisation', 'hide-phone'],
  ['Signal', 'hide-phone'],
  ['Reason'],
  ['What was wrong', 'hide-phone'],
  ['Size', 'num hide-phone'],
  ['When', 'num'],
];

/** Exports that could not be read: why, from where, and what is to be done. Nothing of what they say. */
export function DeadLettersPanel() {
  const [view, setView] = useState<'waiting' | 'all'>('waiting');
  const answer = useInfiniteQuery(deadLettersQuery(view === 'all' ? '' : view));
  const queries = useQueryClient();
  const [open, setOpen] = useState<number | null>(null);
  const [settling, setSettling] = useState<{ count: ReasonCount; how: Settling } | null>(null);
  const now = useNow();
  const pages = answer.data?.pages;
  const reload = () => void queries.invalidateQueries({ queryKey: deadLettersKey });
  if (!pages) {
    return <AdminWait title="Dead letters" error={answer.error} retry={() => void answer.refetch()} />;
  }
  const rows = pages.flatMap((page) => page.deadLetters);
  const counts = pages[0]?.counts ?? [];
  const said = headline(counts, rows[0], now);
  return (
    <>
      <AdminHead
        eyebrow="Dead letters"
        title={said.title}
        cause={said.cause}
        tools={
          <button
            type="button"
            className="btn"
            disabled={rows.length === 0}
            onClick={() => downloadCsv(deadLettersTable(rows))}
          >
            <Icon name="save" /> CSV
          </button>
        }
      />
      {counts.length > 0 && (
        <section className="panel" aria-label="By reason">
          <AdminTable name="Reasons" heads={REASON_HEADS} live>
            {counts.map((each) => (
              <ReasonRow key={each.reason} count={each} settle={(how) => setSettling({ count: each, how })} />
            ))}
          </AdminTable>
        </section>
      )}
      {counts.length > 0 && (
        <section className="panel dead-list" aria-label="Exports">
          <div className="table-bar">
            <Segmented
              label="Which"
              value={view}
              options={[
                ['waiting', 'Waiting'],
                ['all', 'All'],
              ]}
              onChange={setView}
            />
          </div>
          {rows.length === 0 ? (
            <div className="said">
              <b>None waits.</b>
            </div>
          ) : (
            <AdminTable name="Exports" heads={HEADS}>
              {rows.map((row) => (
                <Row key={row.id} row={row} now={now} open={() => setOpen(row.id)} />
              ))}
            </AdminTable>
          )}
          <Older answer={answer} label="Load older ones" />
        </section>
      )}
      {open !== null && <DeadLetterDialog id={open} close={() => setOpen(null)} settled={reload} />}
      {settling && <SettleAllDialog {...settling} close={() => setSettling(null)} settled={reload} />}
    </>
  );
}

function ReasonRow({ count: each, settle }: { count: ReasonCount; settle: (how: Settling) => void }) {
  const name = reasonName(each.reason);
  return (
    <tr>
      <td>{name}</td>
      <td className="num">
        <span className={each.waiting > 0 ? 'flag' : undefined}>{count(each.waiting)}</span>
      </td>
      <td className="num hide-phone">{count(each.replayed)}</td>
      <td className="num hide-phone">{count(each.discarded)}</td>
      <td className="num hide-phone">{count(each.gone)}</td>
      <td className="acts">
        {each.waiting > 0 && (
          <>
            <button
              type="button"
              className="btn quiet"
              aria-label={`Replay all: ${name}`}
              onClick={() => settle('replay')}
            >
              Replay all
            </button>
            <button
              type="button"
              className="btn quiet danger"
              aria-label={`Discard all: ${name}`}
              onClick={() => settle('discard')}
            >
              Discard all
            </button>
          </>
        )}
      </td>
    </tr>
  );
}

function Row({ row, now, open }: { row: DeadLetter; now: number; open: () => void }) {
  return (
    <tr className={isOpen(row) ? undefined : 'over'}>
      <td>
        <button type="button" className="linklike" onClick={open} aria-label={`Inspect dead letter ${row.id}`}>
          {row.id}
        </button>{' '}
        {!isOpen(row) && <span className="sub">{fate(row)}</span>}
      </td>
      <td className="long hide-phone">{row.org || '–'}</td>
      <td className="hide-phone">{row.signal || '–'}</td>
      <td>{reasonName(row.reason)}</td>
      <td className="wrap second hide-phone">
        <span className="clamp" title={row.detail}>
          {row.detail}
        </span>
      </td>
      <td className="num hide-phone">{bytes(row.bytes)}</td>
      <td className="num second" title={row.deadAt}>
        {ago(row.deadAt, now)}
      </td>
    </tr>
  );
}

function SettleAllDialog({
  count: each,
  how,
  close,
  settled,
}: {
  count: ReasonCount;
  how: Settling;
  close: () => void;
  settled: () => void;
}) {
  const settling = useAction(settleAll, {
    done: (asked) => {
      say(`${plural(asked, 'export')} will be ${how === 'replay' ? 'replayed' : 'discarded'} within seconds.`);
      close();
    },
    settled,
  });
  const many = plural(each.waiting, 'export');
  return (
    <Dialog
      title={how === 'replay' ? `Replay ${many}?` : `Discard ${many}?`}
      submit={how === 'replay' ? 'Replay' : 'Discard'}
      danger={how === 'discard'}
      pending={settling.pending}
      problem={settling.problem}
      onSubmit={() => settling.run(each.reason, how)}
      onClose={close}
    >
      <p className="said-so">
        {how === 'replay'
          ? 'They are read once more. What they say counts once, however often they are replayed; what still cannot be read comes back here.'
          : 'They are given up: what they say is never counted. Their bodies leave the topic with the others, after 14 days.'}
      </p>
    </Dialog>
  );
}
