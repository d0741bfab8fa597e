// What the map says.

const number = (n) => n.toLocaleString('fr-FR');
const offers = (n) => (n === 1 ? '1 offre' : `${number(n)} offres`);

/** How many of the list's offers are on the map. */
export function count({ pins, total, remote }) {
  const shown = pins.length === total ? `${offers(total)} sur la carte.` : `Sur la carte : ${number(pins.length)} des ${offers(total)}, dans l’ordre de la liste.`;
  return remote > 0 ? `${shown} Les offres à distance sont dans la liste.` : shown;
}

/** The name of a pin. */
export const one = (pin, kinds) => `${kinds[pin.kind]} : ${pin.name}, ${pin.organisation}`;

/** The name of several pins that are one on the screen. */
export const several = (n) => `${number(n)} offres près d’ici : voir de plus près`;

/** The title of the offers at one place. */
export const together = (n) => `${number(n)} offres à cet endroit`;

export const close = 'Fermer';
export const nearer = 'Voir de plus près';
export const farther = 'Voir de plus loin';
export const whole = 'Revenir à toute la carte';
export const ground = 'Carte. Les flèches la déplacent, + et − la rapprochent et l’éloignent.';
