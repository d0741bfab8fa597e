// The map of a search. The page loads this once somebody wants the map, with its data and its style.
import 'leaflet/dist/leaflet.css';
import './map.css';
import { buttons } from './buttons.js';
import { follow, mark as markCards } from './cards.js';
import { open } from './chosen.js';
import { Circle, DivIcon, LatLng, LatLngBounds, Map, Marker, TileLayer } from './leaflet.js';
import { Pins } from './pins.js';
import { count, ground } from './words.js';

/** What is shown where nothing has a place: mainland France and Corsica. */
const FRANCE = [[41.3, -5.2], [51.1, 9.6]];

/** Shows `answer`, as `/offres/carte.json` gives it, in the panel of `box` and beside its list. */
export function show(box, answer) {
  const part = (name) => box.querySelector(name);
  const [panel, list, frame, canvas] = ['.results-map', '.list-side', '.map-frame', '.map-canvas'].map(part);
  const byHand = document.activeElement === part('.map-toggle');
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // The arrows move it: whoever hears the page has them reach it.
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-label', ground);
  const map = new Map(canvas, {
    minZoom: 4,
    maxZoom: 18,
    scrollWheelZoom: false,
    fadeAnimation: !calm,
    inertia: !calm,
    markerZoomAnimation: !calm,
    zoomAnimation: !calm,
  });
  // The wheel scrolls the page, until somebody works in the map.
  canvas.addEventListener('pointerdown', () => map.scrollWheelZoom.enable());
  canvas.addEventListener('pointerleave', () => map.scrollWheelZoom.disable());
  // The radius is drawn for the eye; the words beside the map say it.
  map.getPane('overlayPane').setAttribute('aria-hidden', 'true');
  lay(map, panel.dataset.tiles, part('.map-bare'));

  let chosen; // the mark whose offers are open, and their box
  const close = () => {
    chosen?.box.remove();
    chosen = undefined;
    markCards(list, [], calm);
    pins.light();
  };
  const closeByHand = () => {
    const { first } = chosen.mark;
    close();
    pins.focus(first);
  };
  const choose = (mark) => {
    close();
    if (mark.opensAt) {
      pins.next = mark.first;
      approach(map, mark, answer.pins);
      return;
    }
    chosen = { mark, box: open(frame, mark, answer, closeByHand) };
    const slugs = mark.holds.map((index) => answer.pins[index].slug);
    markCards(list, slugs, calm);
    pins.light(slugs[0]);
    map.panInside(mark.where, { paddingTopLeft: [30, 60], paddingBottomRight: [70, chosen.box.offsetHeight + 44], animate: !calm });
  };
  const pins = new Pins(map, answer, choose);
  map.on('click', close);
  frame.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && chosen) closeByHand();
  });

  const bounds = surround(map, answer);
  const whole = () => map.fitBounds(bounds, { padding: [28, 28], maxZoom: 15, animate: false });
  buttons(map, canvas, whole);
  follow(list, pins);
  part('.map-count').textContent = count(answer);

  // Framed at the first moment that it can be seen, and measured again when the window or the view changes.
  let framed = false;
  new ResizeObserver(() => {
    if (!canvas.clientHeight) return;
    map.invalidateSize({ pan: false });
    if (!framed) whole();
    framed = true;
  }).observe(canvas);
  if (byHand && matchMedia('(min-width: 64rem)').matches) canvas.focus({ preventScroll: true });
}

/** Goes as near to a group as all of it can be seen, and near enough for it to come apart. */
function approach(map, { holds, opensAt, where }, pins) {
  const bounds = new LatLngBounds(holds.map((index) => [pins[index].latitude, pins[index].longitude]));
  const whole = map.getBoundsZoom(bounds.pad(0.2));
  if (whole >= opensAt) map.setView(bounds.getCenter(), whole);
  else map.setView(where, opensAt);
}

/** The tiles under all. The host that gives them does not learn from which page. */
function lay(map, address, bare) {
  let some = false;
  const tiles = new TileLayer(address, { maxZoom: 18, referrerPolicy: 'no-referrer' });
  tiles.on('tileload', () => {
    some = true;
    bare.hidden = true;
  });
  tiles.on('tileerror', () => (bare.hidden = some));
  tiles.addTo(map);
}

/** Draws the place that was searched, with its radius; answers what to show at first. */
function surround(map, { around, pins }) {
  const bounds = new LatLngBounds(pins.map(({ latitude, longitude }) => [latitude, longitude]));
  if (around) {
    const centre = new LatLng(around.latitude, around.longitude);
    const icon = new DivIcon({ className: 'map-centre', iconSize: [18, 18] });
    new Marker(centre, { icon, interactive: false, keyboard: false }).addTo(map);
    bounds.extend(centre);
    if (around.km) {
      new Circle(centre, { radius: around.km * 1000, interactive: false, className: 'map-radius' }).addTo(map);
      bounds.extend(centre.toBounds(around.km * 2000));
    }
  }
  return bounds.isValid() ? bounds : new LatLngBounds(FRANCE);
}
