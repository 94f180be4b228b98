// @ts-check
/** Maps as pictures: blue is low, orange high. */

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

function palette(colour) {
  return Uint32Array.from({ length: CODES + 1 }, (_, code) => {
    const [red, green, blue] = colour(code / CODES)
    return (255 << 24) | (blue << 16) | (green << 8) | red
  })
}

function mix(from, to, part) {
  return from.map((value, i) => Math.round(value + (to[i] - value) * part))
}
