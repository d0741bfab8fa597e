// After a whole run: the server's log says nothing of anybody. It is the log of production, with everything that the browsers
// did in it: people who asked, members who signed in, links that were followed, what was searched for; and the weeks of the
// stories that last so long, with deadlines, letters that fail, and erasing.
import { readFileSync } from 'node:fs';

/** What the log must not hold, whoever it is about. Ids of log lines are hexadecimal: what stands inside one is none of it. */
const PERSONAL: [string, RegExp][] = [
  ['a first name', /Zo[ée] [A-Z]|Prénom|prenom/],
  ['a mobile', /(?<![0-9a-f])0[67](?:[ .]?\d\d){4}(?![0-9a-f])|\+33[67]\d{8}/],
  ['an address of mail', /[\w.+-]+@[\w-]+\.\w+/],
  ['the secret of a link', /\/(?:suivi|reponse|oui|selection|confirmer|accord|connexion)\/[0-9a-z-]{20,}/i],
  ['the code of a request', /(?<![\w-])[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}(?![\w-])/],
  ['a search', /[?&](?:q|lieu|lat|besoin)=/],
  ['a cookie', /__Host-|set-cookie/i],
];

export default function noPersonalData() {
  const lines = readFileSync(process.env.SERVER_LOG!, 'utf8').split('\n');
  // One line a request: without them nothing would be shown.
  const requests = lines.filter((line) => line.includes('status=')).length;
  if (requests === 0) throw new Error('The log of the server holds no request.');
  const found = PERSONAL.flatMap(([what, pattern]) =>
    lines.filter((line) => pattern.test(line)).slice(0, 3).map((line) => `${what}: ${line}`),
  );
  if (found.length > 0) throw new Error(`The log of the server tells of people:\n${found.join('\n')}`);
  console.log(`The log of ${requests} requests tells of nobody.`);
}
