// @ts-check
/** Maps as pictures: blue is low, orange high; and the line where a map crosses a level. */

const LOW = [0x7f, 0xb8, 0xdf], MIDDLE = [0xf6, 0xf5, 0xf1], HIGH = [0xf2, 0xb0, 0x63]
const CODES = 255

const smooth = palette((part) => (part < 0.5 ? mix(LOW, MIDDLE, 2 * part) : mix(MIDDLE, HIGH, 2 * part - 1)))
const two = palette((part) => (part < 0.5 ? LOW : HIGH))

/** Paint a map, whose first row is the lowest, onto a canvas of as many pixels. */
export function paint(canvas, map, side, [middle, half], twoColours) {
  if (canvas.width !== side) canvas.width = canvas.height = side
  const pen = canvas.getContext('2d')
  canvas.picture = canvas.picture?.width === side ? canvas.picture : pen.createImageData(side, side)
  const pixels = new Uint32Array(canvas.picture.data.buffer)
  const colours = twoColours ? two : smooth
  const scale = CODES / 2 / half
  for (let i = 0; i < side; i++) {
    const row = (side - 1 - i) * side
    for (let k = 0; k < side; k++) {
      const code = Math.floor((map[i * side + k] - middle) * scale + (CODES + 1) / 2)
      pixels[row + k] = colours[code < 0 ? 0 : code <= CODES ? code : code > CODES ? CODES : CODES >> 1]
    }
  }
  pen.putImageData(canvas.picture, 0, 0)
}

/**
 * The line where a map crosses a level, as pairs of points in steps of the map from its lower left
 * corner: each square of four answers is cut where it changes side (marching squares).
 */
export function edge(map, side, level) {
  const found = []
  for (let i = 0; i + 1 < side; i++) {
    for (let k = 0; k + 1 < side; k++) {
      const at = i * side + k
      const [a, b, c, d] = [map[at] - level, map[at + 1] - level, map[at + side + 1] - level, map[at + side] - level]
      if (a >= 0 === b >= 0 && b >= 0 === c >= 0 && c >= 0 === d >= 0) continue
      const cuts = []
      if (a >= 0 !== b >= 0) cuts.push([k + a / (a - b), i])
      if (b >= 0 !== c >= 0) cuts.push([k + 1, i + b / (b - c)])
      if (c >= 0 !== d >= 0) cuts.push([k + d / (d - c), i + 1])
      if (d >= 0 !== a >= 0) cuts.push([k, i + a / (a - d)])
      for (let pair = 0; pair + 1 < cuts.length; pair += 2) found.push([cuts[pair], cuts[pair + 1]])
    }
  }
  return found
}

function palette(colour) {
  return Uint32Array.from({ length: CODES + 1 }, (_, code) => {
    const [red, green, blue] = colour(code / CODES)
    return (255 << 24) | (blue << 16) | (green << 8) | red
  })
}

function mix(from, to, part) {
  return from.map((value, i) => Math.round(value + (to[i] - value) * part))
}
