// Two people's words made from the same ones: both changes where they do not touch, otherwise one after the other.
export function merge(was, mine, theirs) {
  if (mine === theirs || theirs === was) return mine;
  if (mine === was) return theirs;
  if (mine.includes(theirs)) return mine;
  if (theirs.includes(mine)) return theirs;
  const [a, b] = [changeOf(was, mine), changeOf(was, theirs)];
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  if (first.end > second.start || (first.start === second.start && first.end === second.end)) {
    return was.includes("\n") || mine.includes("\n") || theirs.includes("\n") ? `${mine}\n${theirs}` : `${mine} ${theirs}`;
  }
  return was.slice(0, first.start) + first.words + was.slice(first.end, second.start) + second.words + was.slice(second.end);
}

// The one stretch of `was` that became other words.
function changeOf(was, now) {
  const most = Math.min(was.length, now.length);
  let start = 0;
  while (start < most && was[start] === now[start]) start += 1;
  let same = 0;
  while (same < most - start && was[was.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  return { start, end: was.length - same, words: now.slice(start, now.length - same) };
}
