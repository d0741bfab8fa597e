// The form of an offer keeps itself: each change is held on this device at once and sent a moment later; what could not be
// sent is tried again. What stands beside the form (advice, preview) and the small pieces in it that follow what is typed
// are asked for again. Without this script the same form has a button to save.

const form = document.querySelector('form[data-write]');
const here = form.dataset.write;
const state = form.querySelector('[data-state]');
const held = `brouillon:${here}`;
const PAUSE = 900; // ms after the last key
const AGAIN = 4000; // ms until a dead network is tried again
const LATER = 30_000; // ms until the server is, where it refused; and until somebody else's words are looked for

let timer;
let sending; // a promise while something is under way
let dirty = false;
let stopped = false;

const [told, failed] = state.children;
const tell = (place, text, link, name) => {
  if (place.textContent === text) return; // What fails again is not told again.
  (place === told ? failed : told).textContent = '';
  failed.hidden = place === told;
  place.textContent = text;
  if (link) {
    const way = document.createElement('a');
    way.href = link;
    way.textContent = name;
    place.append(' ', way);
  }
};
const say = (...words) => tell(told, ...words);
const warn = (...words) => tell(failed, ...words);
const ASIDE = ['geste', 'publier-le', 'distincte'];
const pairs = () => [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !ASIDE.includes(name));
const hold = () => {
  try {
    localStorage.setItem(held, JSON.stringify(pairs()));
  } catch {
    // A full or forbidden storage: the words are still in the form.
  }
};
const letGo = () => {
  try {
    localStorage.removeItem(held);
  } catch {
    // Nothing was held.
  }
};
const clock = () => new Date().toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit' });

async function send() {
  dirty = false;
  const body = new URLSearchParams([...pairs(), ['geste', 'garder'], ['auto', 'oui']]);
  let answer;
  try {
    const response = await fetch(here, { method: 'POST', body, headers: { Accept: 'application/json' } });
    answer = await response.json();
  } catch {
    dirty = true;
    hold();
    warn('Pas encore envoyé : gardé sur cet appareil.');
    clearTimeout(timer);
    timer = setTimeout(save, AGAIN);
    return;
  }
  if (!answer.done) {
    dirty = true;
    hold();
    warn(answer.refused?.problems?.[0]?.message ?? 'Pas encore envoyé.');
    clearTimeout(timer);
    timer = setTimeout(save, LATER);
    return;
  }
  const next = new URL(answer.done, location.href);
  if (next.pathname.includes('/conflit/')) {
    stopped = true;
    letGo(); // The server holds these words too.
    warn('Cette offre a été écrite ailleurs en même temps.', next.pathname, 'Réunir les deux textes');
    return;
  }
  if (!next.searchParams.has('edits')) {
    // The session is over: the form goes on, the words stay here.
    hold();
    warn('Pas encore envoyé : votre session est finie. Gardé sur cet appareil.', `/connexion?suite=${encodeURIComponent(here)}`, 'Se reconnecter');
    return;
  }
  form.elements.edits.value = next.searchParams.get('edits');
  // What was typed meanwhile is held over these edits: it comes after them, not beside them.
  if (dirty) hold();
  else letGo();
  say(`Enregistré à ${clock()}`);
  if (!dirty) void look();
}

/** What stands beside the form and the small pieces in it, again. */
async function look() {
  const response = await fetch(`${here}/apercu`).catch(() => undefined);
  if (!response?.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const fresh of page.querySelectorAll('[data-part]')) {
    const old = document.querySelector(`[data-part="${fresh.dataset.part}"]`);
    // What somebody is choosing in stays until she is done.
    if (old && old.innerHTML !== fresh.innerHTML && !old.contains(document.activeElement)) old.replaceChildren(...fresh.childNodes);
    if (old && fresh.dataset.edits) old.dataset.edits = fresh.dataset.edits;
  }
  const fresh = page.getElementById('aide');
  const old = document.getElementById('aide');
  if (!fresh || !old || old.contains(document.activeElement)) return;
  const phone = old.querySelector('.phone');
  const at = phone?.scrollTop ?? 0;
  for (const link of fresh.querySelectorAll(`a[href^="${here}#"]`)) link.setAttribute('href', link.hash);
  old.replaceWith(fresh);
  const shown = fresh.querySelector('.phone');
  if (shown) shown.scrollTop = at;
}

/** Whoever only reads is told too that somebody else writes. */
async function watch() {
  if (document.visibilityState !== 'visible' || dirty || sending || stopped) return;
  await look();
  const last = Number(document.querySelector('[data-part="autres"]')?.dataset.edits ?? 0);
  if (!dirty && !sending && last > Number(form.elements.edits.value)) {
    warn('Cette offre vient d’être écrite dans une autre fenêtre.', here, 'Voir son texte');
  }
}
setInterval(watch, LATER);

/** Sends what is new, one after the other. */
async function save() {
  clearTimeout(timer);
  if (stopped) return;
  if (sending) {
    await sending;
    if (!dirty) return;
  }
  sending = send();
  await sending;
  sending = undefined;
}

function changed(event) {
  if (stopped || event?.target.closest?.('[data-aside]')) return;
  dirty = true;
  hold();
  say('Pas encore enregistré…');
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

// Rows that come several times: one more where the last is filled, until there are as many as there may be.
const filled = (row) => [...row.querySelectorAll('input, select')].some((one) => (one.type === 'checkbox' ? one.checked : one.value));
function grow(rows) {
  const all = rows.querySelectorAll('.row');
  const last = all[all.length - 1];
  if (!last || all.length >= Number(rows.dataset.rows) || !filled(last)) return;
  const next = last.cloneNode(true);
  const [from, to] = [all.length, all.length + 1];
  const renamed = (text) => text.replaceAll(`-${from}-`, `-${to}-`).replace(new RegExp(`-${from}$`), `-${to}`);
  for (const one of next.querySelectorAll('*')) {
    for (const name of ['id', 'name', 'for', 'aria-describedby', 'data-part']) {
      const value = one.getAttribute(name);
      if (value) one.setAttribute(name, renamed(value));
    }
    if (one.matches('input[type="checkbox"]')) one.checked = false;
    else if (one.matches('input, select')) one.value = '';
    one.removeAttribute('aria-invalid');
    one.classList.remove('wrong');
    if (one.matches('.problem, .told')) one.replaceChildren();
  }
  next.setAttribute('aria-label', last.getAttribute('aria-label').replace(String(from), String(to)));
  last.after(next);
}
const growAll = () => form.querySelectorAll('[data-rows]').forEach(grow);

form.addEventListener('input', (event) => {
  const rows = event.target.closest('[data-rows]');
  if (rows) grow(rows);
  changed(event);
});
form.addEventListener('change', changed);
addEventListener('online', () => dirty && save());
addEventListener('pagehide', () => dirty && hold());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && watch());

// A post that crosses one under way would be taken for another person's.
form.addEventListener('submit', (event) => {
  clearTimeout(timer);
  if (!sending) {
    // Held until the next page has come: a dead network must not take the words along.
    if (dirty) hold();
    return;
  }
  event.preventDefault();
  const { submitter } = event;
  void sending.then(() => {
    sending = undefined;
    form.requestSubmit(submitter);
  });
});

// What an earlier visit could not send goes back into the form, and is sent: over its own number of edits, so that the
// server sees whether somebody wrote since. What it could send is there already.
const kept = (() => {
  try {
    return JSON.parse(localStorage.getItem(held) ?? 'null');
  } catch {
    return null;
  }
})();
function putBack(words) {
  // Rows that the page does not show yet come with what stood in them.
  for (let round = 0; round < 30; round += 1) {
    const missing = [...words.keys()].some((name) => !form.elements[name]);
    for (const field of form.elements) {
      if (!field.name || ['submit', 'button', 'fieldset'].includes(field.type)) continue;
      if (field.type === 'checkbox') field.checked = words.has(field.name);
      else if (field.type === 'radio') field.checked = words.get(field.name) === field.value;
      else if (words.has(field.name)) field.value = words.get(field.name);
    }
    if (!missing) return;
    growAll();
  }
}
// Two texts were put together, or one of them was left, on a page of its own: the server holds both.
const settled = ['reuni', 'laisse'].includes(new URLSearchParams(location.search).get('fait'));
if (settled) letGo();
if (kept && !settled) {
  const words = new Map(kept);
  const now = new Map(pairs());
  const own = (all) => JSON.stringify([...all].filter(([name, value]) => name !== 'edits' && value !== '').sort());
  if (own(words) === own(now)) {
    letGo();
  } else {
    putBack(words);
    void save();
  }
}
growAll();

// Whoever typed before this script came has typed all the same.
const started = (field) => {
  if (['checkbox', 'radio'].includes(field.type)) return field.checked !== field.defaultChecked;
  if (field.type === 'select-one') {
    const first = [...field.options].findIndex((one) => one.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  }
  return 'defaultValue' in field && field.type !== 'hidden' && field.value !== field.defaultValue;
};
if (!dirty && !sending) {
  if ([...form.elements].some((field) => !field.closest('[data-aside]') && started(field))) changed();
  else say('Tout s’enregistre tout seul.');
}

// Somebody who was sent back hears why.
const problems = form.querySelector('[data-problems]');
if (problems && !problems.hidden) problems.focus();
