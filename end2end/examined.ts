// After a whole run: every page of the table of routes was examined by some story, shown as it is and not as an error.
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps the address of a page that is examined, for the end. */
export function note(address: string, status?: number) {
  if (status === 200) appendFileSync(process.env.EXAMINED!, `${new URL(address).pathname}\n`);
}

export default function everyPageIsExamined() {
  // Whoever asks for some stories only knows that.
  if (process.env.TEST_POSTGRES_URL || process.argv.slice(2).join(' ') !== 'test') return;
  const table = readFileSync(join(import.meta.dirname, '..', 'src', 'app.rs'), 'utf8');
  const routes = [...table.matchAll(/path!\("([^"]+)"\)/g)].map(([, route]) => route);
  if (routes.length === 0) throw new Error('No route was found in src/app.rs.');
  // An address belongs to the route that names most of it.
  const named = (route: string) => route.split('/').filter((part) => !part.startsWith(':')).length;
  const inOrder = routes.toSorted((one, other) => named(other) - named(one));
  const examined = new Set<string>();
  for (const path of readFileSync(process.env.EXAMINED!, 'utf8').split('\n')) {
    const route = inOrder.find((route) => new RegExp(`^${route.replaceAll(/:[a-z]+/g, '[^/]+')}$`).test(path));
    if (route) examined.add(route);
  }
  const missing = routes.filter((route) => !examined.has(route));
  if (missing.length > 0) throw new Error(`No story examines ${missing.join(', ')}`);
  console.log(`Each of ${routes.length} pages was examined.`);
}
