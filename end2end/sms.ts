// The SMS of the server under test: without a provider they are files, which only their owner reads.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './fixture';
import type { Person } from './people';

const outbox = join(import.meta.dirname, '..', 'target', 'end2end', 'data', 'outbox');

/** The path of the last link of a shape that went to somebody's phone: waits until there is one. */
export async function sms(person: Person, shape: RegExp): Promise<string> {
  const number = `+33${person.mobile.replaceAll(' ', '').slice(1)}`;
  let path: string | undefined;
  await expect
    .poll(() => (path = written().filter((text) => text.includes(number)).map((text) => shape.exec(text)?.[0]).filter(Boolean).at(-1)), {
      message: `an SMS to ${person.firstName}`,
      timeout: 15_000,
      intervals: [100, 250, 500],
    })
    .toBeDefined();
  return path!;
}

function written(): string[] {
  try {
    const files = readdirSync(outbox).filter((name) => !name.endsWith('.tmp'));
    return files.sort().map((name) => readFileSync(join(outbox, name), 'utf8'));
  } catch {
    // No message has left yet.
    return [];
  }
}
