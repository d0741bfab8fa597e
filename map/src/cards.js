// The list and the map light each other up.

const slug = (card) => card?.querySelector('a[href^="/offres/"]')?.pathname.split('/')[2];

/** Lights the pin of the card that is pointed at, or that holds the focus. */
export function follow(list, pins) {
  const light = ({ target }) => pins.light(slug(target.closest('article')));
  const off = () => pins.light();
  for (const [event, act] of [['pointerover', light], ['focusin', light], ['pointerleave', off], ['focusout', off]]) list.addEventListener(event, act);
}

/** Marks the cards of some offers, and no other; shows the first one where the list stands beside the map. */
export function mark(list, slugs, calm) {
  const cards = [...list.querySelectorAll('article')];
  const marked = cards.filter((card) => slugs.includes(slug(card)));
  for (const card of cards) card.classList.toggle('on-map', marked.includes(card));
  marked[0]?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
}
