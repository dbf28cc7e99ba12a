import { Modal } from '@mantine/core';
import { useState } from 'react';
import { SHORTCUTS, shortcutsOff, switchShortcuts } from './shortcuts';

export function HelpSheet({ open, close }: { open: boolean; close: () => void }) {
  const [off, setOff] = useState(shortcutsOff);
  return (
    <Modal
      opened={open}
      onClose={close}
      title={<b>Keyboard shortcuts</b>}
      size={620}
      transitionProps={{ duration: 160 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="sheet">
        {SHORTCUTS.map((group) => [
          <h3 key={group.title}>{group.title}</h3>,
          ...group.keys.map(([keys, what]) => (
            <div key={keys}>
              <span>{what}</span>
              <span>
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </span>
            </div>
          )),
        ])}
      </div>
      <p className="note">
        <label>
          <input
            type="checkbox"
            checked={!off}
            onChange={(event) => {
              switchShortcuts(!event.target.checked);
              setOff(!event.target.checked);
            }}
          />{' '}
          Single-letter shortcuts are on
        </label>
      </p>
    </Modal>
  );
}
