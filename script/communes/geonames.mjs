// Exact places: one GeoNames point for each commune that has one.

/** The territories of France, each with its own country code in GeoNames. */
const COUNTRIES = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'MF', 'BL', 'PF', 'NC', 'WF'])
/** Territories whose points carry the INSEE code in `adminCode`. */
const CODE_IN_ADMIN = new Set(['YT', 'PM', 'WF'])
/** Points without any INSEE code: Paris, the two one-commune islands, and seats named otherwise than their commune. */
const BY_NAME = {
  FR: { Paris: '75056' },
  MF: { Marigot: '97801' },
  BL: { Gustavia: '97701' },
  NC: {
    Wala: '98801', Vao: '98809', Wé: '98814', Tadine: '98815', 'Mont-Dore': '98817', Fayaoué: '98820',
    'Yaté-Barrage': '98832',
  },
  PF: {
    Vaitape: '98714', Rikitea: '98719', Hitiaa: '98722', Atuona: '98723', Fare: '98724', Afareaitu: '98729',
    Taiohae: '98731', Moerai: '98744', Afaahiti: '98747', Vairao: '98748', Tevaitoa: '98754',
  },
}
/** GeoNames' point lies a whole degree east of Sainte-Marie-de-Gosse (40271). */
const MISPLACED = new Set(['40271'])
const RANK = ['PPLC', 'PPLA', 'PPLA2', 'PPLA3', 'PPLA4', 'PPL', 'PPLA5', 'PPLL', 'PPLX']

const fold = (name) =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/[^a-z0-9]+/g, ' ').trim()

/** Map from INSEE code to [latitude, longitude]. */
export function exactPlaces(rows, cities) {
  const names = new Map(rows.map((r) => [r.code, fold(r.nom)]))
  const overseas = new Map(rows.filter((r) => /^98[78]/.test(r.code)).map((r) => [fold(r.nom), r.code]))
  // A code that a merger retired still says where its successor lies.
  const successor = new Map(rows.flatMap((r) => (r.anciensCodes ?? []).map((old) => [old, r.code])))
  const candidates = new Map()
  const renamed = new Map()
  const add = (map, code, city) => map.set(code, [...(map.get(code) ?? []), city])
  for (const city of cities) {
    if (!COUNTRIES.has(city.country)) continue
    const code = codeOf(city, overseas)
    if (MISPLACED.has(code)) continue
    if (names.has(code)) add(candidates, code, city)
    else if (successor.has(code)) add(renamed, successor.get(code), city)
  }
  for (const [code, list] of renamed) if (!candidates.has(code)) candidates.set(code, list)
  return new Map([...candidates].map(([code, list]) => [code, point(best(list, names.get(code)))]))
}

function codeOf(city, overseas) {
  const arrondissement = city.muniSub === '13055' && city.featureCode === 'PPLA5' && /^Marseille (\d\d)$/.exec(city.name)
  if (arrondissement) return `132${arrondissement[1]}`
  if (city.muniSub) return city.muniSub
  if (CODE_IN_ADMIN.has(city.country)) return city.adminCode
  const named = BY_NAME[city.country]?.[city.name]
  if (named || city.country === 'FR') return named
  return overseas.get(fold(city.name))
}

/** Of several points in a commune: its namesake, then the highest seat, then the most peopled. */
function best(list, name) {
  const key = (c) => [fold(c.name) === name ? 0 : 1, RANK.indexOf(c.featureCode), -c.population, c.cityId]
  return list.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)]
    const i = x.findIndex((v, n) => v !== y[n])
    return i < 0 ? 0 : x[i] - y[i]
  })[0]
}

const point = (city) => [city.loc.coordinates[1], city.loc.coordinates[0]]
