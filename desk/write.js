// The form of an offer keeps itself: each change is sent, what could not be sent is held on this device, and what stands
// beside the form (advice, preview) is asked for again. Without this script the same form has a button to save.

const form = document.querySelector('form[data-write]');
const here = form.dataset.write;
const state = form.querySelector('[data-state]');
const held = `brouillon:${here}`;
const PAUSE = 900; // ms after the last key
const AGAIN = 4000; // ms until a dead network is tried again
const LATER = 30_000; // ms until the server is, where it refused

let timer;
let sending; // a promise while something is under way
let dirty = false;
let stopped = false;

const say = (text, link) => {
  state.textContent = text;
  if (link) {
    const way = document.createElement('a');
    way.href = link;
    way.textContent = 'Réunir les deux textes';
    state.append(' ', way);
  }
};
const pairs = () => [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name !== 'geste' && name !== 'publier-le');
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
    say('Pas encore envoyé : gardé sur cet appareil.');
    clearTimeout(timer);
    timer = setTimeout(save, AGAIN);
    return;
  }
  if (!answer.done) {
    dirty = true;
    hold();
    say(answer.refused?.problems?.[0]?.message ?? 'Pas encore envoyé.');
    clearTimeout(timer);
    timer = setTimeout(save, LATER);
    return;
  }
  const next = new URL(answer.done, location.href);
  if (next.pathname.includes('/conflit/')) {
    stopped = true;
    letGo(); // The server holds these words too.
    say('Une autre personne a écrit en même temps.', next.pathname);
    return;
  }
  if (!next.searchParams.has('edits')) {
    // The session is over: the form goes on, the words stay here.
    hold();
    say('Pas encore envoyé : reconnectez-vous. Gardé sur cet appareil.');
    return;
  }
  form.elements.edits.value = next.searchParams.get('edits');
  letGo();
  say(`Enregistré à ${clock()}`);
  if (!dirty) await advise();
}

/** What stands beside the form, again. */
async function advise() {
  const response = await fetch(`${here}/apercu`).catch(() => undefined);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.getElementById('aide');
  const old = document.getElementById('aide');
  if (!fresh || !old) return;
  const phone = old.querySelector('.phone');
  const at = phone?.scrollTop ?? 0;
  for (const link of fresh.querySelectorAll(`a[href^="${here}#"]`)) link.setAttribute('href', link.hash);
  old.replaceWith(fresh);
  const shown = fresh.querySelector('.phone');
  if (shown) shown.scrollTop = at;
}

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

function changed() {
  if (stopped) return;
  dirty = true;
  say('Pas encore enregistré…');
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

form.addEventListener('input', changed);
form.addEventListener('change', changed);
addEventListener('online', () => dirty && save());
addEventListener('pagehide', () => dirty && hold());

// A post that crosses one under way would be taken for another person's.
form.addEventListener('submit', (event) => {
  clearTimeout(timer);
  if (!sending) {
    dirty = false;
    letGo();
    return;
  }
  event.preventDefault();
  const { submitter } = event;
  void sending.then(() => {
    sending = undefined;
    dirty = false;
    form.requestSubmit(submitter);
  });
});

// What an earlier visit could not send goes back into the form, and is sent: over its own number of edits, so that the
// server sees whether somebody wrote since.
const kept = (() => {
  try {
    return JSON.parse(localStorage.getItem(held) ?? 'null');
  } catch {
    return null;
  }
})();
if (kept) {
  const words = new Map(kept);
  for (const field of form.elements) {
    if (!field.name || field.type === 'submit') continue;
    if (field.type === 'checkbox') field.checked = words.has(field.name);
    else if (field.type === 'radio') field.checked = words.get(field.name) === field.value;
    else if (words.has(field.name)) field.value = words.get(field.name);
  }
  void save();
}

// Somebody who was sent back hears why.
const problems = document.getElementById('problemes');
if (problems && !problems.hidden) problems.focus();
