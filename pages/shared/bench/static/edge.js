// @ts-check
/** The line where a network's answer crosses a level. */

const HALVINGS = 4 // of the way between two points of the map: a line as smooth as the network's answer

/**
 * The line where a map crosses a level, as pairs of places in steps of the map from its lower left
 * corner: each square of four answers is cut where it changes side (marching squares). Where a side is
 * cut is found by halving it, with what the network answers in between: where its neurons saturate,
 * the answers at the ends would make stairs of the line.
 * @param {(k: number, i: number) => number} answer
 */
export function edge(map, side, level, answer) {
  const above = (at) => map[at] >= level
  const halved = (k, i, right, up) => {
    const first = above(i * side + k)
    let low = 0, high = 1
    for (let n = 0; n < HALVINGS; n++) {
      const middle = (low + high) / 2
      if (answer(k + right * middle, i + up * middle) >= level === first) low = middle
      else high = middle
    }
    const middle = (low + high) / 2
    return [k + right * middle, i + up * middle]
  }
  const across = new Map(), upward = new Map() // cuts by the lower left end of their side: two squares share one
  const cut = (known, k, i, right, up) => {
    const at = i * side + k
    if (!known.has(at)) known.set(at, halved(k, i, right, up))
    return known.get(at)
  }
  const found = []
  for (let i = 0; i + 1 < side; i++) {
    for (let k = 0; k + 1 < side; k++) {
      const at = i * side + k
      const [a, b, c, d] = [above(at), above(at + 1), above(at + side + 1), above(at + side)]
      if (a === b && b === c && c === d) continue
      const cuts = []
      if (a !== b) cuts.push(cut(across, k, i, 1, 0))
      if (b !== c) cuts.push(cut(upward, k + 1, i, 0, 1))
      if (c !== d) cuts.push(cut(across, k, i + 1, 1, 0))
      if (d !== a) cuts.push(cut(upward, k, i, 0, 1))
      for (let pair = 0; pair + 1 < cuts.length; pair += 2) found.push([cuts[pair], cuts[pair + 1]])
    }
  }
  return found
}
