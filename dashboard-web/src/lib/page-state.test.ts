import { expect, it } from 'vitest';
import { ownOf, withoutOwn } from './page-state';

it('what belongs to a page is known by its name', () => {
  const address = { repo: ['a'], sort: '-cost', q: ['ada', 'bob'], span: '', from: '2026-11-01' };
  expect(ownOf(address)).toEqual({ sort: '-cost', q: 'ada' });
  expect(withoutOwn(address)).toEqual({ repo: ['a'], from: '2026-11-01' });
});
