// The pins of the map: one an offer, or one for several that would touch.
import Supercluster from 'supercluster';
import { DivIcon, Marker } from './leaflet.js';
import { one, several, together } from './words.js';

/** Pins nearer than a thumb become one. Points of the screen. */
const THUMB = 48;
/** Side of a tile, in points of the screen. */
const TILE = 256;

const DROP = '<svg viewBox="0 0 32 40" aria-hidden="true" focusable="false"><path d="M16 39C26 27 31 21 31 15A15 15 0 0 0 1 15c0 6 5 12 15 24z"/><circle cx="16" cy="15" r="6"/></svg>';

export class Pins {
  /** `choose(mark)` is called when a pin is tapped, or when Enter or Space is pressed on it. */
  constructor(map, { pins, kinds }, choose) {
    Object.assign(this, { map, pins, kinds, choose });
    this.marks = new Map();
    const deepest = map.getMaxZoom();
    this.groups = new Supercluster({
      radius: THUMB,
      extent: TILE,
      maxZoom: deepest,
      map: ({ at }) => ({ first: at }),
      reduce: (group, { first }) => (group.first = Math.min(group.first, first)),
    }).load(pins.map((pin, at) => ({ type: 'Feature', properties: { at }, geometry: { type: 'Point', coordinates: [pin.longitude, pin.latitude] } })));
    map.on('moveend', () => this.draw());
  }

  /** Draws what the window shows; what was there already stays, so that the focus does. */
  draw() {
    const bounds = this.map.getBounds().pad(0.1);
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const wanted = this.groups.getClusters(box, this.map.getZoom()).map((found) => this.read(found));
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, mark] of this.marks) {
      if (keys.has(key)) continue;
      mark.marker.remove();
      this.marks.delete(key);
    }
    wanted.sort((a, b) => a.first - b.first);
    for (const mark of wanted) if (!this.marks.has(mark.key)) this.add(mark);
    this.order(wanted);
    this.light(this.lit);
    if (this.next !== undefined) this.focus(this.next);
  }

  read({ geometry, properties }) {
    const [longitude, latitude] = geometry.coordinates;
    const where = [latitude, longitude];
    if (!properties.cluster) return { key: `pin ${properties.at}`, first: properties.at, where, holds: [properties.at] };
    const id = properties.cluster_id;
    const holds = this.groups.getLeaves(id, Infinity).map((leaf) => leaf.properties.at);
    holds.sort((a, b) => a - b);
    const opensAt = this.groups.getClusterExpansionZoom(id);
    return { key: `group ${id}`, first: properties.first, where, holds, opensAt: opensAt > this.map.getMaxZoom() ? undefined : opensAt };
  }

  add(mark) {
    const pin = this.pins[mark.first];
    const alone = mark.holds.length === 1;
    const name = alone ? one(pin, this.kinds) : (mark.opensAt ? several : together)(mark.holds.length);
    const html = document.createElement('span');
    html.className = alone ? 'map-drop' : 'map-group';
    if (alone) html.innerHTML = DROP;
    else html.textContent = mark.holds.length;
    const icon = new DivIcon({ html, className: 'map-mark', iconSize: [48, 48], iconAnchor: alone ? [24, 46] : [24, 24] });
    const marker = new Marker(mark.where, { icon, title: name, riseOnHover: true }).addTo(this.map);
    const element = marker.getElement();
    element.setAttribute('aria-label', name);
    if (alone) element.dataset.kind = pin.kind;
    marker.on('click', () => this.choose(mark));
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      this.choose(mark);
    });
    this.marks.set(mark.key, Object.assign(mark, { marker, element }));
  }

  /** Tab follows the order of the list. */
  order(wanted) {
    const pane = this.map.getPane('markerPane');
    if (!pane.contains(document.activeElement)) pane.append(...wanted.map(({ key }) => this.marks.get(key).element));
  }

  /** The mark on the screen that holds the pin at `index`. */
  holding(index) {
    return [...this.marks.values()].find(({ holds }) => holds.includes(index));
  }

  /** Lights the pin of an offer, or none. */
  light(slug) {
    this.lit = slug;
    const index = slug ? this.pins.findIndex((pin) => pin.slug === slug) : -1;
    const lit = index < 0 ? undefined : this.holding(index);
    for (const mark of this.marks.values()) {
      mark.element.classList.toggle('lit', mark === lit);
      mark.marker.setZIndexOffset(mark === lit ? 1000 : 0);
    }
  }

  /** Gives the focus to the mark of a pin, now or once it is drawn. */
  focus(index) {
    const element = this.holding(index)?.element;
    this.next = element ? undefined : index;
    element?.focus({ preventScroll: true });
  }
}
