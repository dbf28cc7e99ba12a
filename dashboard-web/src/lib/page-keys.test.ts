import { expect, it } from 'vitest';
import { addPageKeys, runPageKeys } from './page-keys';

it('asks what is on the page, and no longer when it is gone', () => {
  const pressed: string[] = [];
  const gone = addPageKeys((key) => {
    pressed.push(key);
    return key === 'c';
  });
  expect([runPageKeys('c', null), runPageKeys('q', null)]).toEqual([true, false]);
  gone();
  expect(runPageKeys('c', null)).toBe(false);
  expect(pressed).toEqual(['c', 'q']);
});
