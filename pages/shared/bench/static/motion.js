// @ts-check
/**
 * What moves in a figure from moment to moment. Each kind of motion answers for one moment with
 * the changes of the traces that it moves: pairs of a trace's place and its new properties.
 * The kinds are those of pages/shared/figures/motion.py, with the same names.
 */

import { filled } from './words.js'

const NOTHING = { x: [null], y: [null] } // Plotly leaves a trace standing that has no point at all

/** @type {Record<string, (motion: any, moment: number, data: any[]) => [number, object][]>} */
const kinds = {
  half_planes({ weights, traces, box }, moment) {
    const shapes = halfPlanes(weights[moment], box)
    return shapes.map((points, i) => [traces[i], xy(points)])
  },

  marks({ trace, x, y, starts, members, numbers }, moment) {
    const chosen = members.slice(starts[moment], starts[moment + 1])
    if (!chosen.length) return [[trace, NOTHING]]
    const of = (all) => Array.from(chosen, (i) => all[i])
    return [[trace, { x: of(x), y: of(y), ...(numbers && { customdata: of(numbers) }) }]]
  },

  edges({ traces, x, y, looks }, moment) {
    const drawn = traces.map(() => ({ x: [], y: [] }))
    looks[moment].forEach((look, edge) => {
      if (look < 0) return
      drawn[look].x.push(...x[edge], null)
      drawn[look].y.push(...y[edge], null)
    })
    return drawn.map((lines, i) => [traces[i], lines.x.length ? lines : NOTHING])
  },

  wrong_sides({ trace, x, y, x1, x2, targets, weights }, moment) {
    const [w0, w1, w2] = weights[moment]
    const chosen = []
    for (let i = 0; i < x.length; i++) {
      if (w0 + w1 * x1[i] + w2 * x2[i] >= 0 !== targets[i] > 0) chosen.push(i)
    }
    if (!chosen.length) return [[trace, NOTHING]]
    return [[trace, { x: chosen.map((i) => x[i]), y: chosen.map((i) => y[i]) }]]
  },

  path({ trace, head, x, y, last }, moment) {
    const end = last[moment]
    /** @type {[number, object]} */
    const line = [trace, { x: x.slice(0, end + 1), y: y.slice(0, end + 1) }]
    return head === null ? [line] : [line, [head, { x: [x[end]], y: [y[end]] }]]
  },

  values({ trace, rows }, moment) {
    return [[trace, Object.fromEntries(Object.entries(rows).map(([name, of]) => [name, of[moment]]))]]
  },

  texts({ trace, texts, numbers }, moment) {
    const said = Object.entries(texts).map(([name, of]) => [name, of.map((text) => filled(text, numbers[moment]))])
    return [[trace, Object.fromEntries(said)]]
  },

  frames({ traces, changes }, moment) {
    return traces.map((trace, i) => [trace, changes[moment][i]])
  },

  cursor: () => [], // drawn over the figure: see overlay.js
  unit_map: () => [], // drawn under it: see underlay.js
}

/** All changes that a figure's motions make at a moment. */
export function changes(spec, moment) {
  return spec.motions.flatMap((motion) => kinds[motion.kind](motion, moment, spec.data))
}

/** The traces of a figure as they are at a moment. */
export function tracesAt(spec, moment) {
  const data = spec.data.map((trace) => ({ ...trace }))
  for (const [place, change] of changes(spec, moment)) Object.assign(data[place], change)
  return data
}

/** How large the mark at a place of a trace is, in pixels. */
export const markSize = ({ marker }, i) => marker?.size?.[i] ?? marker?.size ?? 0

/**
 * The parts of the box where w0 + w1 x + w2 y is below 0, and not, and the edge between them.
 * Side after side of the box is followed and cut where the sum changes sign (Sutherland and
 * Hodgman 1974), as pages/shared/figures/boundary.py does.
 */
export function halfPlanes([w0, w1, w2], [[left, right], [bottom, top]]) {
  const corners = [[left, bottom], [right, bottom], [right, top], [left, top]]
  const sums = corners.map(([x, y]) => w0 + w1 * x + w2 * y)
  const below = [], above = [], edge = []
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % 4]
    const z = sums[i], next = sums[(i + 1) % 4]
    ;(z >= 0 ? above : below).push([x, y])
    if (z >= 0 === next >= 0) return
    const t = z / (z - next)
    const cut = [x + t * (nextX - x), y + t * (nextY - y)]
    for (const points of [below, above, edge]) points.push(cut)
  })
  const rest = [[left, bottom], [left, bottom]]
  return [below, above, edge].map((points) => (points.length ? points : rest))
}

const xy = (points) => ({ x: points.map((p) => p[0]), y: points.map((p) => p[1]) })
