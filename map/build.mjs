// Bundles the map into ../public/map: a script and a sheet, each under a name that changes with its content.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const out = join(here, '../public/map');

const { outputFiles, metafile } = await build({
  absWorkingDir: here,
  entryPoints: ['src/map.js'],
  outdir: out,
  entryNames: '[name].[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2021',
  // Pictures of Leaflet's own buttons and pins: ours are drawn otherwise.
  loader: { '.png': 'empty' },
  banner: { js: '/*! Licences: /map/licences.txt */' },
  metafile: true,
  write: false,
});

const made = new Map(outputFiles.map((file) => [relative(out, file.path), file.contents]));
made.set('licences.txt', await licences());
await mkdir(out, { recursive: true });
for (const old of await readdir(out)) if (!made.has(old)) await rm(join(out, old));
// A file that is right keeps its date: nothing is built again for it.
for (const [name, contents] of made) {
  const there = await readFile(join(out, name)).catch(() => undefined);
  if (!there?.equals(contents)) await writeFile(join(out, name), contents);
}

/** What the authors of the bundled packages ask to be said, as they wrote it. */
async function licences() {
  const names = Object.keys(metafile.inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  const texts = [...new Set(names)].filter(Boolean).map(async (name) => `${name}\n\n${await readFile(join(here, 'node_modules', name, 'LICENSE'), 'utf8')}`);
  return Buffer.from((await Promise.all(texts)).join('\n\n'));
}
