// How long a text is, in [data-count-for="<cell>"] with data-count-most="1000": 48/1000. Nothing is cut off; past the
// end the counter says how much is too much.

const lengthOf = (text) => Array.from(text).length;

function refresh(counter, text) {
  const most = Number(counter.dataset.countMost);
  const length = lengthOf(text);
  counter.textContent = length > most ? `${length}/${most}，超出 ${length - most} 字` : `${length}/${most}`;
  counter.classList.toggle("is-over", length > most);
}

export function startCounters(root) {
  const counters = Array.from(root.querySelectorAll("[data-count-for]"));
  const count = (place, text) => counters.filter((each) => each.dataset.countFor === place)
    .forEach((counter) => refresh(counter, text));
  root.addEventListener("input", ({ target }) => {
    if (counters.length && target.dataset.cell) count(target.dataset.cell, target.value);
  });
}
