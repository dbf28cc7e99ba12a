import './forms.css';
import { Menu } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { Icon } from './Icon';
import type { Problem } from './problem';

interface Shared {
  label: string;
  /** The name that a problem document calls it by. */
  name: string;
  hint?: ReactNode;
  /** What was found wrong with it here; the API's own problem comes after it. */
  error?: string | null | undefined;
  problem?: Problem | null | undefined;
  disabled?: boolean | undefined;
}

/** What of the problem belongs beside this field. */
const errorOf = ({ name, error, problem }: Shared): string | null =>
  error ?? (problem?.field === name ? problem.text : null);

function Frame({ id, shared, children }: { id: string; shared: Shared; children: ReactNode }) {
  const error = errorOf(shared);
  return (
    <div className="field">
      <label htmlFor={id}>{shared.label}</label>
      {children}
      {error && (
        <p className="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {shared.hint && (
        <p className="hint" id={`${id}-hint`}>
          {shared.hint}
        </p>
      )}
    </div>
  );
}

const described = (id: string, shared: Shared) => {
  const error = errorOf(shared);
  const ids = [error && `${id}-error`, shared.hint && `${id}-hint`].filter(Boolean).join(' ');
  return { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': ids || undefined } as const;
};

export function TextField({
  value,
  onChange,
  type = 'text',
  placeholder,
  required,
  autoFocus,
  inputMode,
  list,
  mono,
  ...shared
}: Shared & {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'email' | 'date';
  placeholder?: string;
  required?: boolean;
  autoFocus?: boolean;
  inputMode?: 'numeric';
  list?: readonly string[];
  mono?: boolean;
}) {
  const id = useId();
  return (
    <Frame id={id} shared={shared}>
      <input
        {...described(id, shared)}
        className={mono ? 'input mono' : 'input'}
        // "email" would have the browser judge, in its own words and place.
        type={type === 'email' ? 'text' : type}
        inputMode={type === 'email' ? 'email' : inputMode}
        value={value}
        placeholder={placeholder}
        required={required}
        aria-required={required}
        disabled={shared.disabled}
        data-autofocus={autoFocus || undefined}
        list={list ? `${id}-list` : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </Frame>
  );
}

export function SelectField<T extends string>({
  value,
  options,
  onChange,
  ...shared
}: Shared & { value: T; options: readonly (readonly [T, string])[]; onChange: (value: T) => void }) {
  const id = useId();
  return (
    <Frame id={id} shared={shared}>
      <select
        {...described(id, shared)}
        className="input"
        value={value}
        disabled={shared.disabled}
        onChange={(event) => onChange(event.target.value as T)}
      >
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** One of several, where each has a name of its own worth reading: a menu instead of the system's list. */
export function ChoiceField<T extends string>({
  value,
  options,
  onChange,
  ...shared
}: Shared & { value: T; options: readonly (readonly [T, string])[]; onChange: (value: T) => void }) {
  const id = useId();
  const shown = options.find(([option]) => option === value)?.[1] ?? '';
  return (
    <Frame id={id} shared={shared}>
      {/* The menu gives its target an id: the one that the label names. */}
      <Menu id={id} position="bottom-start" width="target">
        <Menu.Target>
          <button {...described(id, shared)} type="button" className="input choice" disabled={shared.disabled}>
            <span className="cut">{shown}</span>
            <Icon name="down" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {options.map(([option, name]) => (
            <Menu.Item
              key={option}
              aria-current={option === value || undefined}
              rightSection={option === value ? <Icon name="check" /> : null}
              onClick={() => onChange(option)}
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Frame>
  );
}

export function CheckField({
  checked,
  onChange,
  ...shared
}: Shared & { checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId();
  const error = errorOf(shared);
  return (
    <div className="field checkbox">
      <input
        {...described(id, shared)}
        type="checkbox"
        checked={checked}
        disabled={shared.disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{shared.label}</label>
      {error && (
        <p className="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {shared.hint && (
        <p className="hint" id={`${id}-hint`}>
          {shared.hint}
        </p>
      )}
    </div>
  );
}

/** What belongs beside no field. */
export function FormProblem({ problem, children }: { problem: Problem | null; children?: ReactNode }) {
  if (problem === null || problem.field !== null) return null;
  return (
    <div className="form-problem" role="alert">
      <p>{problem.text}</p>
      {children}
    </div>
  );
}
