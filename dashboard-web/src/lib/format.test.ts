import { describe, expect, it } from 'vitest';
import {
  compact,
  count,
  duration,
  modelName,
  percent,
  percentOfWhole,
  points,
  repoName,
  signedUsd,
  uncapital,
  usd,
  usdLike,
} from './format';

const T = '\u202f';

describe('money', () => {
  it.each([
    [0, '$0'],
    [0.0042, '$0.0042'],
    [0.00001, '<$0.0001'],
    [0.01, '$0.01'],
    [18.2, '$18.20'],
    [99.994, '$99.99'],
    [99.996, '$100'],
    [4861.4, '$4,861'],
    [12_400, '$12.4k'],
    [2_500_000, '$2.50M'],
    [-114, '−$114'],
  ])('%d is %s', (value, text) => expect(usd(value)).toBe(text));

  it('has one precision in a column: that of the largest', () => {
    const write = usdLike(4861);
    expect([442, 0.4].map(write)).toEqual(['$442', '$0']);
    expect(usdLike(12)(0.5)).toBe('$0.50');
  });
  it('in a column of large ones is shortened, and small ones are not nothing', () => {
    expect([412_300, 50, 40, 0, -40].map(usdLike(412_300))).toEqual(['$412.3k', '$0.1k', '$40', '$0', '−$40']);
    expect([1_250_000, 60_000, 40_000, 12].map(usdLike(1_250_000))).toEqual(['$1.25M', '$0.06M', '$40,000', '$12']);
    expect([usdLike(999_949)(999_949), usdLike(999_950)(999_950)]).toEqual(['$999.9k', '$1.00M']);
  });

  it('signs changes with a true minus, and nothing without a sign', () => {
    expect([442, -114, 0].map((value) => signedUsd(value, usdLike(500)))).toEqual(['+$442', '−$114', '$0']);
  });
});

describe('counts, ratios, times', () => {
  it('shortens tokens', () =>
    expect([420, 8300, 842_000, 1_234_567].map(compact)).toEqual(['420', '8.3k', '842k', '1.2M']));
  it('groups thousands', () => expect([count(1554), percent(131.9)]).toEqual(['1,554', `13,190${T}%`]));
  it('writes no value as a dash and zero as zero', () => expect([percent(null), percent(0)]).toEqual(['–', `0${T}%`]));
  it('writes a part as all or none only when it is', () =>
    expect([0, 0.004, 0.5, 0.996, 1, null].map(percentOfWhole)).toEqual([
      `0${T}%`,
      `<${T}1${T}%`,
      `50${T}%`,
      `>${T}99${T}%`,
      `100${T}%`,
      '–',
    ]));
  it('writes changes of ratios in points', () =>
    expect([points(0.007), points(-0.0021)]).toEqual([`+0.7${T}pt`, `−0.2${T}pt`]));
  it.each([
    [420, `420${T}ms`],
    [9900, `9.9${T}s`],
    [134_000, `2${T}m 14${T}s`],
    [3_900_000, `1${T}h 5${T}m`],
  ])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));
});

describe('names', () => {
  it('of a range go on in small letters, those of months do not', () =>
    expect(['Last 4 weeks', '10 Nov – 18 Nov'].map(uncapital)).toEqual(['last 4 weeks', '10 Nov – 18 Nov']));
  it('drops what all have in common', () => {
    expect(modelName('claude-opus-4-8-20260901')).toBe('opus-4-8');
    expect(repoName('acme/api')).toBe('api');
  });
});
