import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormProblem } from './Fields';
import type { Problem } from './problem';

/** A form that floats. It stays open, with what was typed, until the change is done or given up. */
export function Dialog({
  title,
  submit,
  pending,
  problem,
  danger = false,
  ready = true,
  wide = false,
  extra,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  submit: string;
  pending: boolean;
  problem: Problem | null;
  /** Something is lost: the focus is on Cancel. */
  danger?: boolean;
  ready?: boolean;
  wide?: boolean;
  /** At the left of the buttons. */
  extra?: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Modal
      opened
      onClose={() => {
        if (!pending) onClose();
      }}
      title={<b className="dialog-title">{title}</b>}
      size={wide ? 620 : 480}
      transitionProps={{ duration: 160 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className="dialog"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !pending) onSubmit();
        }}
      >
        <FormProblem problem={problem} />
        {children}
        <div className="buttons">
          {extra}
          <span className="grow" />
          <button
            type="button"
            className="btn"
            disabled={pending}
            data-autofocus={danger || undefined}
            onClick={onClose}
          >
            Cancel
          </button>
          <button
            type="submit"
            className={danger ? 'btn danger' : 'btn primary'}
            aria-disabled={!ready || pending}
            disabled={!ready || pending}
          >
            {pending ? 'One moment…' : submit}
          </button>
        </div>
      </form>
    </Modal>
  );
}
