// Approximate places: the mean of the exactly placed communes around, from the smallest circle to the largest.

const CIRCLES = {
  'postal code': (r) => r.codesPostaux ?? [],
  EPCI: (r) => (r.epci ? [r.epci] : []),
  arrondissement: (r) => (r.arrondissement ? [r.arrondissement] : []),
  département: (r) => [r.departement],
}

/** A function from a row to `{ at: [latitude, longitude], by: circle }`, or nothing. */
export function byNeighbours(rows, exact) {
  const placed = rows.filter((r) => r.type === 'commune-actuelle' && exact.has(r.code))
  const circles = Object.entries(CIRCLES).map(([by, keys]) => {
    const members = new Map()
    for (const row of placed) for (const key of keys(row)) members.set(key, [...(members.get(key) ?? []), row.code])
    return { by, keys, members }
  })
  return (row) => {
    for (const { by, keys, members } of circles) {
      const codes = new Set(keys(row).flatMap((key) => members.get(key) ?? []))
      if (codes.size) return { at: mean([...codes].map((code) => exact.get(code))), by }
    }
  }
}

const mean = (points) => [0, 1].map((i) => points.reduce((sum, p) => sum + p[i], 0) / points.length)
