/** What each part was as it came, before anything was sorted, filtered or opened. */
const asItCame = new Map(
  [...document.querySelectorAll('[data-part]')].map(({ dataset, innerHTML }) => [
    dataset.part,
    innerHTML,
  ]),
);

/** By its table's caption, the column that a table is sorted by, and whether downwards. */
const sorted = new Map();

/** Sorts a table by the column of the heading that was pressed; pressed again, the other way. */
function sortBy(heading) {
  const table = heading.closest('table');
  const column = [...heading.parentElement.children].indexOf(heading);
  const descending = heading.getAttribute('aria-sort') === 'ascending';
  sorted.set(table.caption.textContent, { column, descending });
  sort(table);
}

function sort(table) {
  const wanted = sorted.get(table.caption.textContent);
  if (!wanted) return;
  const { column, descending } = wanted;
  const headings = [...table.tHead.rows[0].cells];
  for (const heading of headings) heading.removeAttribute('aria-sort');
  headings[column].setAttribute('aria-sort', descending ? 'descending' : 'ascending');

  const body = table.tBodies[0];
  const rows = [...body.rows].sort((one, other) => compare(one, other, column));
  body.append(...(descending ? rows.reverse() : rows));
}

function compare(one, other, column) {
  const [left, right] = [one, other].map((row) => row.cells[column].dataset.value);
  const difference = Number(left) - Number(right);
  return Number.isNaN(difference) ? left.localeCompare(right) : difference;
}

const filters = document.getElementById('filters');

/** Shows the learners who fit each filter that is set. */
function filter() {
  const { name, step, pace } = Object.fromEntries(new FormData(filters));
  const learners = [...document.querySelectorAll('tr[data-name]')];
  for (const { dataset, style } of learners) {
    const fits =
      dataset.name.includes(name.trim().toLowerCase()) &&
      (step === '' || dataset.step === step) &&
      (pace === '' || dataset.pace === pace);
    style.display = fits ? '' : 'none';
  }
  const shown = learners.filter(({ style }) => style.display === '').length;
  document.getElementById('shown').textContent = `${shown} of ${learners.length} shown`;
}

filters.addEventListener('input', filter);
// A form is reset after its event.
filters.addEventListener('reset', () => setTimeout(filter));
filters.addEventListener('submit', (event) => event.preventDefault());
filter();

document.addEventListener('click', ({ target }) => {
  const heading = target.closest('.sortable thead th');
  if (heading && target.closest('button')) sortBy(heading);
  const link = target.closest('a[href^="#way-"]');
  if (link) document.querySelector(link.getAttribute('href')).open = true;
});

const WORKABLE = 'a, button, summary, [tabindex]';

/** Puts the new markup of a part in its place; what the reader has opened, sorted or focused stays so. */
function replacePart(part, fresh) {
  const open = [...part.querySelectorAll('details[open]')].map(({ id }) => id);
  const focused = [...part.querySelectorAll(WORKABLE)].indexOf(document.activeElement);
  part.replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  for (const table of part.querySelectorAll('.sortable')) sort(table);
  if (focused >= 0) part.querySelectorAll(WORKABLE)[focused]?.focus({ preventScroll: true });
}

async function refresh() {
  const response = await fetch('/', { cache: 'no-store' });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const fresh of page.querySelectorAll('[data-part]')) {
    const name = fresh.dataset.part;
    if (asItCame.get(name) === fresh.innerHTML) continue;
    asItCame.set(name, fresh.innerHTML);
    replacePart(document.querySelector(`[data-part="${name}"]`), fresh);
  }
  filter();
}

let isRefreshing = false;
let isOutdated = false;

/** Fetches the page, one time after another; what comes meanwhile is fetched once. */
async function keepUp() {
  isOutdated = true;
  if (isRefreshing) return;
  isRefreshing = true;
  while (isOutdated) {
    isOutdated = false;
    // Without the server, the next event says when it is back.
    await refresh().catch(() => undefined);
  }
  isRefreshing = false;
}

function follow() {
  const connection = document.getElementById('connection');
  const events = new EventSource('/events');
  events.addEventListener('open', () => {
    connection.textContent = 'Live.';
    keepUp();
  });
  events.addEventListener('message', keepUp);
  events.addEventListener('error', () => {
    connection.textContent = 'The server does not answer; this page tries again by itself.';
    // A browser gives up for good after an answer without events.
    if (events.readyState === EventSource.CLOSED) setTimeout(follow, 2000);
  });
}

if ('live' in document.body.dataset) {
  follow();
  // Nothing arrives from a learner who has gone.
  setInterval(keepUp, 30_000);
}
