// Two people's words made from the same ones: both changes where they do not touch, both additions at one place,
// otherwise one text after the other.
/** @param {string} was @param {string} mine @param {string} theirs */
export function merge(was, mine, theirs) {
  if (mine === theirs || theirs === was) return mine;
  if (mine === was) return theirs;
  if (mine.includes(theirs)) return mine;
  if (theirs.includes(mine)) return theirs;
  const [a, b] = [changeOf(was, mine), changeOf(was, theirs)];
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  if (a.start === a.end && b.start === b.end && a.start === b.start) {
    return was.slice(0, a.start) + behindEachOther(a.words, b.words) + was.slice(a.end);
  }
  if (first.end > second.start || (first.start === second.start && first.end === second.end)) {
    return behindEachOther(mine, theirs, was);
  }
  return was.slice(0, first.start) + first.words + was.slice(first.end, second.start) + second.words + was.slice(second.end);
}

// On one line unless one of them has several already; without a blank behind a sentence that has ended.
/** @param {string} one @param {string} other */
function behindEachOther(one, other, was = "") {
  if (/[。；！？\n]$/.test(one) && !was) return one + other;
  return `${was}${one}${other}`.includes("\n") ? `${one}\n${other}` : `${one} ${other}`;
}

// The one stretch of `was` that became other words.
/** @param {string} was @param {string} now @returns {Stretch} */
export function changeOf(was, now) {
  const most = Math.min(was.length, now.length);
  let start = 0;
  while (start < most && was[start] === now[start]) start += 1;
  let same = 0;
  while (same < most - start && was[was.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  return { start, end: was.length - same, words: now.slice(start, now.length - same) };
}
