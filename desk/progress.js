// Something long is under way: what the page says of it is asked for again, until it is over; then the page says so, and stays
// until one goes. Without this script the page has a link that does the same.

const shown = document.getElementById('avancement');
const PAUSE = 2000; // ms between two questions
const LATER = 10_000; // ms where the server does not answer

async function look() {
  let pause = PAUSE;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) throw new Error();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.getElementById('avancement');
    if (!next) return end();
    const [text, bar] = [next.querySelector('p'), next.querySelector('progress')];
    shown.querySelector('p').textContent = text.textContent;
    shown.querySelector('progress').value = bar.value;
  } catch {
    pause = LATER;
  }
  setTimeout(look, pause);
}

// Heard once: how far it is changes too often for that.
function end() {
  shown.querySelector('p').hidden = true;
  shown.querySelector('progress').hidden = true;
  shown.querySelector('[role=status]').textContent = 'C’est terminé.';
  shown.querySelector('a').textContent = 'Voir le résultat';
}

setTimeout(look, PAUSE);
