/** What moves on the page: cells that open, arrow keys, filters. It makes elements and texts, never markup from texts. */
export const pageScript = String.raw`
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const dialog = document.querySelector('dialog');
const words = (number, row) => data.texts[number].replaceAll('\u0002', row.name);

function element(name, text, parent) {
  const made = document.createElement(name);
  made.textContent = text;
  if (parent) parent.append(made);
  return made;
}

function placeLine(places, row, parent) {
  const line = element('p', '', parent);
  line.className = 'about';
  for (let index = 0; index < places.length; index += 2) {
    const path = words(places[index], row);
    const text = path + ':' + places[index + 1];
    if (index > 0) line.append(' · ');
    if (data.link === null) { line.append(text); continue; }
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    element('a', text, line).href = data.link.replace('{path}', () => encoded).replace('{line}', places[index + 1]);
  }
}

function openCell(cell) {
  const table = cell.closest('table');
  const row = data.rows[cell.parentElement.dataset.row];
  const found = row[table.dataset.of][cell.cellIndex - 1];
  if (found === undefined || found.length === 0) return;
  const entries = table.dataset.of === 'posture' ? [found] : found;
  const heading = table.tHead.rows[0].cells[cell.cellIndex];
  document.getElementById('detail-title').textContent = row.title + ': ' + (heading.title || heading.textContent);
  const body = document.getElementById('detail');
  body.replaceChildren();
  for (const [number, rule, message, excerpt, places] of entries) {
    const outcome = data.outcomes[number];
    const article = element('article', '', body);
    const head = element('h3', '', article);
    if (outcome !== 'about') element('span', outcome === 'upheld' ? 'kept' : outcome, head).className = 'tag ' + outcome;
    head.append(' ' + words(message, row));
    if (places.length > 0) placeLine(places, row, article);
    if (data.texts[rule] !== '') element('p', data.texts[rule], article).className = 'about';
    if (data.texts[excerpt] !== '') element('pre', words(excerpt, row), article);
  }
  dialog.showModal();
}

function step(cell, key) {
  const row = cell.parentElement;
  const shown = (start, next) => { let at = start; while (at && at.hidden) at = at[next]; return at; };
  const target = {
    ArrowRight: () => row,
    ArrowLeft: () => row,
    ArrowDown: () => shown(row.nextElementSibling, 'nextElementSibling'),
    ArrowUp: () => shown(row.previousElementSibling, 'previousElementSibling'),
    Home: () => row,
    End: () => row,
  }[key];
  const to = target && target();
  if (!to) return undefined;
  const last = to.cells.length - 1;
  const column = { ArrowRight: cell.cellIndex + 1, ArrowLeft: cell.cellIndex - 1, Home: 1, End: last }[key] ?? cell.cellIndex;
  return to.cells[Math.max(1, Math.min(last, column))];
}

/** Of a grid one cell is reached by the tab key, and the others from there by the arrow keys. */
function focusCell(cell) {
  const before = cell.closest('table').querySelector('td[tabindex="0"]');
  if (before) before.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}

for (const grid of document.querySelectorAll('[role=grid]')) {
  const first = grid.querySelector('td');
  if (first) first.tabIndex = 0;
  grid.addEventListener('click', ({ target }) => {
    const cell = target.closest('td');
    if (!cell) return;
    focusCell(cell);
    openCell(cell);
  });
  grid.addEventListener('keydown', (event) => {
    const cell = event.target.closest('td');
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') openCell(cell);
    else {
      const next = step(cell, event.key);
      if (!next) return;
      focusCell(next);
    }
    event.preventDefault();
  });
}

const databases = document.getElementById('filter-databases');
databases?.addEventListener('input', () => {
  const wanted = databases.value.trim().toLowerCase();
  for (const row of document.querySelectorAll('[role=grid] tbody tr')) {
    row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
  }
});

const findings = [...document.querySelectorAll('.findings li')].map((item) => [item, item.textContent.toLowerCase()]);
const form = document.getElementById('filter-findings');
form?.addEventListener('submit', (event) => event.preventDefault());
form?.addEventListener('input', () => {
  const wanted = form.elements.words.value.trim().toLowerCase();
  let left = 0;
  for (const [item, text] of findings) {
    item.hidden = !form.elements[item.dataset.severity].checked || !text.includes(wanted);
    if (!item.hidden) left += 1;
  }
  document.getElementById('findings-left').textContent = left + ' of ' + findings.length + ' shown';
});
`;
