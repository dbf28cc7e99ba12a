import { useMantineColorScheme } from '@mantine/core';

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' } as const;
const NAMES = { auto: 'system', light: 'light', dark: 'dark' } as const;

/** The theme's name, and the way to the next one. */
export function useTheme(): { name: string; next: () => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return { name: NAMES[colorScheme], next: () => setColorScheme(NEXT[colorScheme]) };
}
