/** The same numbers for the same seed: tests compare, screenshots stay. */
export function random(seed) {
  let state = 2166136261;
  for (const sign of String(seed)) state = Math.imul(state ^ sign.charCodeAt(0), 16777619) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const hex = (next, length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
