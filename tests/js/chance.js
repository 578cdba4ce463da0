// Chance with a fixed seed: a property that fails, fails again (mulberry32).
export function chance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (most) => Math.floor(next() * most);
  const one = (list) => list[below(list.length)];
  const words = (signs, most) => Array.from({ length: below(most + 1) }, () => one(signs)).join("");
  return { below, one, words };
}
