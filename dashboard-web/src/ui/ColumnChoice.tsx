import { Menu } from '@mantine/core';
import { useState } from 'react';
import type { Column } from './Grid';
import { Icon } from './Icon';

interface Choice {
  isOn: (id: string) => boolean;
  toggle: (id: string) => void;
}

/** Which columns are shown; kept for the next visit. */
export function useColumnChoice<Row>(name: string, all: readonly Column<Row>[]): [Choice['isOn'], Choice] {
  const key = `metric-ai.columns.${name}`;
  const [changed, setChanged] = useState<readonly string[]>(() => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
      return Array.isArray(kept) ? kept.map(String) : [];
    } catch {
      return [];
    }
  });
  const isOn = (id: string) => (all.find((column) => column.id === id)?.off === true) === changed.includes(id);
  const toggle = (id: string) => {
    const next = changed.includes(id) ? changed.filter((each) => each !== id) : [...changed, id];
    setChanged(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Not kept then.
    }
  };
  return [isOn, { isOn, toggle }];
}

export function ColumnChoice<Row>({ columns, choice }: { columns: readonly Column<Row>[]; choice: Choice }) {
  return (
    <Menu closeOnItemClick={false} position="bottom-end" width={180}>
      <Menu.Target>
        <button type="button" className="btn hide-phone">
          <Icon name="columns" /> Columns
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.slice(1).map((column) => (
          <Menu.Item
            key={column.id}
            onClick={() => choice.toggle(column.id)}
            rightSection={choice.isOn(column.id) ? <Icon name="check" /> : null}
          >
            {column.title}
            <span className="visually-hidden">{choice.isOn(column.id) ? ', shown' : ', hidden'}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
