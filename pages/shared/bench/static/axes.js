// @ts-check
/**
 * From a figure's numbers to places on the screen and back. Everything that leans on Plotly's
 * internals (_fullLayout and its axes' d2p, p2d, _offset, _length, _inputRange) lies in this file; seen in
 * Plotly.js 3; tests/browser/test_bench.py fails with a sentence when they are gone.
 */

/** The pair of axes of a trace. */
export function axesOf(div, trace = {}) {
  const full = div._fullLayout
  const name = (id, letter) => `${letter}axis${(id ?? letter).slice(1)}`
  return { x: full[name(trace.xaxis, 'x')], y: full[name(trace.yaxis, 'y')] }
}

/** Pixels from the figure's corner, of a place in the units of its axes. */
export function pixels({ x: across, y: up }, x, y) {
  return [across._offset + across.d2p(x), up._offset + up.d2p(y)]
}

/** The place under a pointer, in the units of the axes; null outside them. */
export function placeAt({ x: across, y: up }, div, event) {
  const corner = div.getBoundingClientRect()
  const px = event.clientX - corner.left - across._offset
  const py = event.clientY - corner.top - up._offset
  if (px < 0 || py < 0 || px > across._length || py > up._length) return null
  return [across.p2d(px), up.p2d(py)]
}

/** The rectangle between the axes, in pixels from the figure's corner. */
export function frameOf({ x, y }) {
  return { left: x._offset, top: y._offset, width: x._length, height: y._length }
}

/**
 * Of an axis whose scale is tied to another's, Plotly keeps the first range it was given and puts it
 * back over a later one. Call it before drawing anew.
 */
export function forgetRanges(div) {
  for (const [name, axis] of Object.entries(div._fullLayout ?? {})) {
    if (/^[xy]axis\d*$/.test(name)) delete axis._inputRange
  }
}
