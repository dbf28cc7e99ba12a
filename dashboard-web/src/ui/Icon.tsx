const PATHS = {
  overview: 'M2.5 9.5h4v4h-4zM2.5 2.5h4v4h-4zM9.5 2.5h4v6h-4zM9.5 11.5h4v2h-4z',
  prompts: 'M2.5 3.5h7M5.5 8h8M5.5 12.5h5M2.5 3.5v9',
  people:
    'M8.5 5.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM1.5 13.5c.4-2.7 2.3-4 4.5-4s4.1 1.3 4.5 4M10.6 3.2a2.4 2.4 0 0 1 0 4.5M12 9.8c1.5.6 2.3 2 2.5 3.7',
  repos: 'M4 2.5h8.5v11H4a1.5 1.5 0 0 1 0-3h8.5M4 10.5A1.5 1.5 0 0 1 2.5 9V4A1.5 1.5 0 0 1 4 2.5',
  models: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.5 5 8 8.2 13.5 5M8 8.2v6',
  sessions: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 4.5V8l2.5 1.5',
  setup: 'M9.5 2 4 9h4l-1 5 5.5-7h-4z',
  help: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM6.3 6.3a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.8.6-.8 1.1M8 11.3h.01',
  theme: 'M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1',
  down: 'm4 6 4 4 4-4',
  right: 'm6 4 4 4-4 4',
  calendar:
    'M4 3.5h8A1.5 1.5 0 0 1 13.5 5v7a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V5A1.5 1.5 0 0 1 4 3.5zM2.5 6.5h11M5.5 2v3M10.5 2v3',
  plus: 'M8 3v10M3 8h10',
  close: 'm4 4 8 8M12 4l-8 8',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5 12 8l-7 4.5z',
  link: 'M6.5 9.5l3-3M7 4.5l1.6-1.6a2.6 2.6 0 0 1 3.7 3.7L10.7 8.2M9 11.5l-1.6 1.6a2.6 2.6 0 0 1-3.7-3.7L5.3 7.8',
  save: 'M8 2.5v7M5 6.8l3 3 3-3M3 12.5h10',
  search: 'M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM10 10l3.5 3.5',
  copy: 'M6 5.5h6.5v8H6zM3.5 10.5v-8H10',
  check: 'm3.5 8.5 3 3 6-7',
  warning: 'M8 2.5 14 13.5H2zM8 6.5v3M8 11.6h.01',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  more: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  key: 'M7.8 11a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0zM7 9l6.5-6.5M11 5l2 2',
  shield: 'M8 1.8 3 3.5v4c0 3.3 2 5.5 5 6.7 3-1.2 5-3.4 5-6.7v-4z',
  log: 'M4 2.5h8v11H4zM6 5.5h4M6 8h4M6 10.5h2.5',
  sliders: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3',
  person: 'M10.5 5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM3 13.5c.5-2.9 2.5-4.3 5-4.3s4.5 1.4 5 4.3',
  letter: 'M2 4h12v8.5H2zM2.3 4.3 8 9l5.7-4.7',
  health: 'M1.5 8.5h3l2-5 3 9 2-4h3',
} as const;

export type IconName = keyof typeof PATHS;

/** Says nothing by itself: the text or the label beside it does. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="ico" viewBox="0 0 16 16" aria-hidden="true" strokeWidth={name === 'dots' ? 2.4 : undefined}>
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Mark() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <rect x="1" y="1" width="18" height="18" rx="4.5" fill="var(--accent)" />
      <path
        d="M5 14.5V9.5M8.4 14.5V5.5M11.7 14.5V8M15 14.5v-3"
        stroke="var(--on-accent)"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
    </svg>
  );
}
