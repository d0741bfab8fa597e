// Nearer, farther, and back to the whole.
import { farther, nearer, whole } from './words.js';

/** Puts the buttons before the map: Tab meets them first. */
export function buttons(map, before, frame) {
  const bar = document.createElement('div');
  bar.className = 'map-buttons';
  const add = (sign, name, act) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = name;
    button.setAttribute('aria-label', name);
    button.append(sign);
    button.addEventListener('click', act);
    bar.append(button);
    return button;
  };
  const closer = add('+', nearer, () => map.zoomIn());
  const wider = add('−', farther, () => map.zoomOut());
  add('⤢', whole, frame);
  // Not `disabled`: a button that goes away under the finger takes the focus with it.
  map.on('zoomend', () => {
    closer.setAttribute('aria-disabled', map.getZoom() >= map.getMaxZoom());
    wider.setAttribute('aria-disabled', map.getZoom() <= map.getMinZoom());
  });
  before.before(bar);
}
