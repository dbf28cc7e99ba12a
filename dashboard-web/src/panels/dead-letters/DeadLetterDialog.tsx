import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { shortInstant } from '@/lib/days';
import { bytes } from '@/lib/format';
import { FormProblem } from '@/ui/Fields';
import { Bones, Failed } from '@/ui/States';
import { useAction } from '@/ui/useAction';
import { deadLetterQuery, settleOne, type WholeDeadLetter } from './api';
import { advice, fate, isOpen, reasonName } from './shape';

/** One dead letter: why, and from where; what can be done. */
export function DeadLetterDialog({ id, close, settled }: { id: number; close: () => void; settled: () => void }) {
  const answer = useQuery(deadLetterQuery(id));
  const whole = answer.data;
  const settling = useAction(settleOne, { done: close, settled });
  return (
    <Modal
      opened
      onClose={close}
      size={620}
      title={<b className="dialog-title">Dead letter {id}</b>}
      transitionProps={{ duration: 160 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {!whole && !answer.error && <Bones rows={8} height={18} />}
      {!whole && answer.error && (
        <Failed what={`Dead letter ${id}`} error={answer.error} retry={() => void answer.refetch()} />
      )}
      {whole && (
        <div className="dialog">
          <p className="said-so">{advice(whole.deadLetter.reason)}</p>
          <dl className="facts">
            {facts(whole).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <FormProblem problem={settling.problem} />
          {isOpen(whole.deadLetter) && (
            <div className="buttons">
              <button
                type="button"
                className="btn danger"
                disabled={settling.pending}
                onClick={() => settling.run(id, 'discard')}
              >
                Discard
              </button>
              <span className="grow" />
              <button
                type="button"
                className="btn primary"
                disabled={settling.pending}
                onClick={() => settling.run(id, 'replay')}
              >
                Replay
              </button>
            </div>
          )}
        </div>
      )}
    </Modal>
  );
}

function facts({ deadLetter, ...whole }: WholeDeadLetter): [string, string][] {
  const place = ({ topic, partition, offset, at }: WholeDeadLetter['origin']) =>
    `${topic}, partition ${partition}, offset ${offset}, ${shortInstant(at)} UTC`;
  const all: [string, string | null][] = [
    ['State', whole.settledAt ? `${fate(deadLetter)}, ${shortInstant(whole.settledAt)} UTC` : fate(deadLetter)],
    ['Asked by', whole.askedBy],
    ['Reason', reasonName(deadLetter.reason)],
    ['What was wrong', deadLetter.detail],
    ['Exception', deadLetter.exception],
    ['Tried', `${deadLetter.attempts} times`],
    ['Organisation', deadLetter.org],
    ['Token', deadLetter.tokenId],
    ['Signal', deadLetter.signal],
    ['Body', `${bytes(deadLetter.bytes)}, ${whole.contentType} ${whole.contentEncoding}`.trim()],
    ['Client', whole.userAgent],
    ['Received', deadLetter.receivedAt && `${shortInstant(deadLetter.receivedAt)} UTC`],
    ['Came from', place(whole.origin)],
    ['Is kept in', place(whole.place)],
    ['x-trace-id', whole.traceId],
    ['x-request-id', whole.requestId],
    ['Replay of', deadLetter.replayOf === null ? null : String(deadLetter.replayOf)],
  ];
  return all.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
}
