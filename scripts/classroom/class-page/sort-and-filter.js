/** Sorts a table by the column of the heading that was pressed; pressed again, the other way. */
function sortBy(heading) {
  const table = heading.closest('table');
  const column = [...heading.parentElement.children].indexOf(heading);
  const descending = heading.getAttribute('aria-sort') === 'ascending';
  for (const other of heading.parentElement.children) other.removeAttribute('aria-sort');
  heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');

  const body = table.tBodies[0];
  const rows = [...body.rows].sort((one, other) => compare(one, other, column));
  body.append(...(descending ? rows.reverse() : rows));
}

function compare(one, other, column) {
  const [left, right] = [one, other].map((row) => row.cells[column].dataset.value);
  const difference = Number(left) - Number(right);
  return Number.isNaN(difference) ? left.localeCompare(right) : difference;
}

for (const button of document.querySelectorAll('.sortable thead button')) {
  button.addEventListener('click', () => sortBy(button.parentElement));
}

const filters = document.getElementById('filters');
const learners = [...document.querySelectorAll('tr[data-name]')];

/** Shows the learners who fit each filter that is set. */
function filter() {
  const { name, step, pace } = Object.fromEntries(new FormData(filters));
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
