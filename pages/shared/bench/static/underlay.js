// @ts-check
/**
 * What lies under a Plotly figure: the map of a unit of a network, by the numbers of the network's
 * own figure or of a network that only this map knows, with the line where the network's answer
 * changes. It follows the axes' zoom.
 */

import { axesOf, frameOf, pixels } from './plotly_internals.js'
import { el } from './elements.js'
import { Maps } from './maps.js'
import { paint } from './paint.js'

export class Underlay {
  /** @param {any} figure */
  constructor(figure) {
    this.figure = figure
    this.canvas = el('canvas', { class: 'lab-underlay', 'aria-hidden': 'true' })
    this.small = el('canvas')
  }

  draw() {
    const motion = this.figure.spec.motions.find(({ kind }) => kind === 'unit_map')
    const of = motion && (motion.network ? this.#own(motion) : this.figure.sibling(motion.of))
    if (!of) return this.canvas.remove()
    this.figure.plot.before(this.canvas)
    this.#paint(of)
  }

  /** The maps of a network that the motion brings along. */
  #own(motion) {
    const { network, colours } = motion
    if (this.motion !== motion) this.brought = { maps: new Maps(network), chosen: network.chosen, colours }
    this.motion = motion
    return this.brought
  }

  /** Into a picture of the whole figure as it is `drawn` for that, `scale` times as large as on the screen. */
  stamp(pen, scale, drawn) {
    if (!this.canvas.isConnected) return
    const { left, top, width, height } = frameOf(axesOf(drawn))
    pen.drawImage(this.canvas, left * scale, top * scale, width * scale, height * scale)
  }

  #paint({ maps, chosen: [layer, unit], colours }) {
    const { answer, plane } = maps.network, moment = this.figure.now()
    const layers = maps.at(moment)
    paint(this.small, layers[layer][unit], maps.side, colours ?? maps.colours(layer, unit), answer.two_colours)
    const [pen, place] = this.#place(plane, maps.side)
    const [left, top] = place([-0.5, maps.side - 0.5])
    const [right, bottom] = place([maps.side - 0.5, -0.5])
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height)
    pen.drawImage(this.small, left, top, right - left, bottom - top)
    if (answer.boundary) draw(pen, maps.edge(moment, answer.middle), place)
  }

  /** The pen of the canvas, laid over the axes, and from steps of the map to its pixels. */
  #place(plane, side) {
    const axes = axesOf(this.figure.plot), frame = frameOf(axes), fine = window.devicePixelRatio || 1
    Object.assign(this.canvas.style, {
      left: `${frame.left}px`, top: `${frame.top}px`,
      width: `${frame.width}px`, height: `${frame.height}px`,
    })
    const [wide, high] = [Math.round(frame.width * fine), Math.round(frame.height * fine)]
    if (this.canvas.width !== wide || this.canvas.height !== high) Object.assign(this.canvas, { width: wide, height: high })
    const pen = this.canvas.getContext('2d')
    pen.lineWidth = 2.5 * fine
    const [x0, y0] = pixels(axes, plane.across[0], plane.up[0])
    const [x1, y1] = pixels(axes, plane.across[1], plane.up[1])
    const place = ([k, i]) => [
      (x0 + ((x1 - x0) * k) / (side - 1) - frame.left) * fine,
      (y0 + ((y1 - y0) * i) / (side - 1) - frame.top) * fine,
    ]
    return [pen, place]
  }
}

function draw(pen, pairs, place) {
  pen.strokeStyle = '#26303b'
  pen.beginPath()
  for (const [from, to] of pairs) {
    pen.moveTo(...place(from))
    pen.lineTo(...place(to))
  }
  pen.stroke()
}
