// As ui/form_sender.rs: by fetch, since a browser that posts into a dead network leaves this page for one of its own.
const form = document.forms[0];
const told = document.getElementById('suite');
const press = told.textContent;
let until = Date.now() + 9e5;
let tries = 0;
let asked = 0;
let timer = 0;
let busy = false;
let pressed = false;

function say(text) {
  // The same words again would be read aloud again.
  if (told.textContent !== text) told.textContent = text;
}

function later(seconds) {
  const part = Math.random() / 4;
  const wait = 1e3 * Math.max(Math.min(2 ** tries++, 60) * (1 - part), seconds * (1 + part));
  const soon = Date.now() + wait <= until;
  asked = seconds;
  timer = soon ? setTimeout(send, wait) : 0;
  say(soon ? 'Restez sur cette page : l’envoi repart tout seul. Vous pouvez aussi appuyer.' : press);
}

async function send() {
  clearTimeout(timer);
  timer = 0;
  if (busy) return;
  busy = true;
  let seconds = 0;
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: 'POST', headers: { Accept: 'application/json' }, body });
    const text = await answer.text();
    if (![408, 429, 502, 503, 504].includes(answer.status)) {
      const json = text.startsWith('{');
      const done = json && JSON.parse(text).done;
      if (done) return location.assign(done);
      // What is wrong with it, the server shows in a page. For what is no answer of ours, nobody leaves this one without a press.
      if (json || pressed) return form.submit();
    }
    seconds = Number(answer.headers.get('Retry-After')) || 0;
  } catch {
    // Nothing came back.
  }
  busy = pressed = false;
  later(seconds);
}

function hurry(event) {
  if (timer && !asked && (event.type === 'online' || !document.hidden)) send();
}

addEventListener('online', hurry);
addEventListener('visibilitychange', hurry);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  until = Date.now() + 9e5;
  tries = 0;
  pressed = true;
  say('Envoi en cours…');
  send();
});
// No sooner than anybody is told to come back who finds a crowd.
later(5);
