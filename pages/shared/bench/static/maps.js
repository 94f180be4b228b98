// @ts-check
/**
 * What every unit of a network answers over the plane, worked out from the weights of a moment.
 * The numbers are core's (tests/browser/test_maps.py holds them together): core/activations.py,
 * core/inputs.py, and the flat order of core/parameters.py.
 */

import { edge } from './edge.js'

/** @type {Record<string, (z: number) => number>} */
export const ACTIVATIONS = {
  identity: (z) => z,
  binary_step: (z) => (z >= 0 ? 1 : 0),
  bipolar_step: (z) => (z >= 0 ? 1 : -1),
  logistic: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  arctan: Math.atan,
  relu: (z) => (z > 0 ? z : 0),
  prelu: (z) => (z >= 0 ? z : 0.5 * z),
  elu: (z) => (z >= 0 ? z : Math.expm1(z)),
  softplus: (z) => (z > 0 ? z : 0) + Math.log1p(Math.exp(-Math.abs(z))),
}

/** @type {Record<string, (x1: number, x2: number) => number>} */
export const INPUTS = {
  x1: (x1) => x1,
  x2: (_, x2) => x2,
  x1_squared: (x1) => x1 * x1,
  x2_squared: (_, x2) => x2 * x2,
  product: (x1, x2) => x1 * x2,
  sin_x1: (x1) => Math.sin(x1),
  sin_x2: (_, x2) => Math.sin(x2),
}

/** The place of a weight into a layer (from 1), of a bias if `from` is -1, in a row of weights. */
export function placeOf(sizes, layer, from, to) {
  let start = 0
  for (let k = 1; k < layer; k++) start += (1 + sizes[k - 1]) * sizes[k]
  return start + (1 + from) * sizes[layer] + to
}

export class Maps {
  /** @param {any} network what Python's NetworkFigure sends */
  constructor(network) {
    this.network = network
    const { sizes, plane } = network
    this.side = plane.side
    this.given = network.inputs.map((name) => (typeof name === 'number' ? () => name : INPUTS[name])) // or the same everywhere
    const answers = (points) => sizes.map((units) => Array.from({ length: units }, () => new Float64Array(points)))
    /** By layer and unit, the inputs first: answers row by row of the plane, from below. */
    this.layers = answers(this.side ** 2)
    /** The same at a single point. */
    this.point = answers(1)
    this.#inputs()
    this.moment = -1
    this.reach = this.#reaches()
  }

  /** All answers at a moment: the same arrays each time. */
  at(moment) {
    if (moment !== this.moment) this.#forward(this.layers, moment)
    this.moment = moment
    return this.layers
  }

  /** From the answers of the inputs those of all layers, at as many points as there are. */
  #forward(layers, moment) {
    const { sizes, weights, activations } = this.network
    let start = 0
    for (let k = 1; k < sizes.length; k++) {
      forward(layers[k - 1], weights[moment], start, layers[k], ACTIVATIONS[activations[k - 1]])
      start += (1 + sizes[k - 1]) * sizes[k]
    }
  }

  /** What the network answers between the points of the map: k steps to the right, i steps up. */
  answer(moment, k, i) {
    const x1 = this.#scaled(0, k), x2 = this.#scaled(1, i)
    this.given.forEach((input, j) => (this.point[0][j][0] = input(x1, x2)))
    this.#forward(this.point, moment)
    return this.point[this.point.length - 1][0][0]
  }

  /** The line where the network's answer crosses a level at a moment, as pairs of places in steps of the map. */
  edge(moment, level) {
    const map = this.at(moment)[this.layers.length - 1][0]
    return edge(map, this.side, level, (k, i) => this.answer(moment, k, i))
  }

  /** A place along an axis, in steps of the map, as the network gets it. */
  #scaled(axis, step) {
    const { plane } = this.network, [low, high] = axis ? plane.up : plane.across
    return (low + ((high - low) * step) / (this.side - 1) - plane.mean[axis]) / plane.std[axis]
  }

  #inputs() {
    const steps = Array.from({ length: this.side }, (_, i) => i)
    const [across, up] = [0, 1].map((axis) => steps.map((step) => this.#scaled(axis, step)))
    this.given.forEach((input, j) => {
      const map = this.layers[0][j]
      up.forEach((x2, i) => across.forEach((x1, k) => (map[i * this.side + k] = input(x1, x2))))
    })
  }

  /**
   * For each layer but the output, the size of answer in full colour: its activation's bound, or
   * the largest answer at the start, in the middle and at the end of the run.
   */
  #reaches() {
    const { bounds, weights } = this.network
    const last = weights.length - 1
    const found = this.layers.slice(0, -1).map((_, k) => (k ? bounds[k - 1] : null) ?? 1e-9)
    for (const moment of new Set([0, last >> 1, last])) {
      this.at(moment).slice(1, -1).forEach((units, k) => {
        if (bounds[k] === null) found[k + 1] = Math.max(found[k + 1], ...units.map(largest))
      })
    }
    return found
  }

  /** The middle and the reach of a unit's colours. @returns {[number, number]} */
  colours(layer, unit) {
    const { answer, sizes } = this.network
    if (layer === sizes.length - 1) return [answer.middle, answer.half]
    return [0, layer ? this.reach[layer] : largest(this.layers[0][unit])]
  }
}

/** One layer: f(bias + sum of weight x answer), for all points. */
function forward(before, row, start, after, activation) {
  const units = after.length
  after.forEach((map, j) => {
    map.fill(row[start + j])
    before.forEach((answers, i) => {
      const weight = row[start + (1 + i) * units + j]
      if (weight) for (let k = 0; k < map.length; k++) map[k] += weight * answers[k]
    })
    for (let k = 0; k < map.length; k++) map[k] = activation(map[k])
  })
}

function largest(map) {
  let most = 1e-9
  for (const value of map) if (Math.abs(value) > most && Number.isFinite(value)) most = Math.abs(value)
  return most
}
