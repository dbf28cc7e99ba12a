import { expect, it } from 'vitest';
import { readSort, writeSort } from './Grid';

it('how a table is sorted is a word of the address, and back', () => {
  const columns = [{ id: 'cost' }, { id: 'user' }];
  for (const sort of [
    { id: 'cost', down: true },
    { id: 'user', down: false },
  ]) {
    expect(readSort(writeSort(sort), columns)).toEqual(sort);
  }
  expect(writeSort({ id: 'cost', down: true })).toBe('-cost');
  for (const wrong of ['', '-', 'price', '--cost']) expect(readSort(wrong, columns)).toBeUndefined();
});
