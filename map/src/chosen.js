// What opens for a pin, at the foot of the map: the offer, or the offers of one place, each with its link.
import { close as closeName, one, together } from './words.js';

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function offer(pin, kinds) {
  const link = element('a', 'map-offer', pin.name);
  link.href = `/offres/${pin.slug}`;
  return [element('span', 'map-kind', kinds[pin.kind]), link, element('span', 'map-giver', pin.organisation)];
}

/** Opens the offers of `mark` at the foot of `frame`, and answers their box. `onClose` is called by its button. */
export function open(frame, mark, { pins, kinds }, onClose) {
  const offers = mark.holds.map((index) => pins[index]);
  const [alone] = offers.length === 1 ? offers : [];
  const name = alone ? one(alone, kinds) : together(offers.length);
  const close = element('button', 'map-close', '×');
  close.type = 'button';
  close.setAttribute('aria-label', closeName);
  close.addEventListener('click', onClose);
  const body = alone
    ? element('div', 'map-one', ...offer(alone, kinds))
    : element('div', 'map-many', element('strong', '', name), element('ul', '', ...offers.map((pin) => element('li', '', ...offer(pin, kinds)))));
  const box = element('div', 'map-chosen', body, close);
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', name);
  frame.append(box);
  box.querySelector('a').focus({ preventScroll: true });
  return box;
}
