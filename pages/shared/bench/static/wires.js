// @ts-check
/**
 * The lines of a network, one for each weight: thick where strong, solid and blue where positive,
 * dashed and orange where negative. A line has two ends { layer, from, to }: it leads from a unit
 * of the layer before into unit `to` of `layer`, the inputs being layer 0.
 */

import { placeOf } from './maps.js'

const SPACE = 'http://www.w3.org/2000/svg'
const NEAR = 6, NEAR_A_FINGER = 16 // pixels

export class Wires {
  constructor() {
    this.root = document.createElementNS(SPACE, 'svg')
    this.root.setAttribute('class', 'lab-wires')
    this.root.setAttribute('aria-hidden', 'true')
    this.all = []
  }

  /** A line for each weight of a network of these sizes. */
  build(sizes) {
    this.all = []
    for (let layer = 1; layer < sizes.length; layer++) {
      for (let from = 0; from < sizes[layer - 1]; from++) {
        for (let to = 0; to < sizes[layer]; to++) {
          const line = document.createElementNS(SPACE, 'line')
          this.all.push({ layer, from, to, line, place: placeOf(sizes, layer, from, to), look: '', width: 0, ends: [0, 0, 0, 0] })
        }
      }
    }
    this.root.replaceChildren(...this.all.map(({ line }) => line))
  }

  /** Lay every line between its units; `middle(layer, unit)` is where a map of side `side` stands. */
  arrange(middle, side) {
    for (const wire of this.all) {
      const [x1, y1] = middle(wire.layer - 1, wire.from), [x2, y2] = middle(wire.layer, wire.to)
      wire.ends = [x1 + side / 2, y1, x2 - side / 2, y2]
      ;['x1', 'y1', 'x2', 'y2'].forEach((name, i) => wire.line.setAttribute(name, String(wire.ends[i])))
    }
  }

  /** The weights of a moment. */
  show(row) {
    for (const wire of this.all) {
      const weight = row[wire.place]
      wire.width = thickness(Math.abs(weight))
      const look = `${weight < 0 ? 'negative' : 'positive'} ${wire.width}`
      if (look === wire.look) continue
      wire.look = look
      wire.line.classList.toggle('negative', weight < 0) // it may be lit
      wire.line.setAttribute('stroke-width', String(wire.width))
    }
  }

  /** Light up the lines that a test picks; null puts all back. */
  light(test) {
    this.root.classList.toggle('picking', Boolean(test))
    for (const wire of this.all) wire.line.classList.toggle('lit', Boolean(test?.(wire)))
  }

  /** The line nearest to a place; null if there is none near, as a pointer or a finger can aim. */
  at(x, y, finger = false) {
    let best = null, least = finger ? NEAR_A_FINGER : NEAR
    for (const wire of this.all) {
      const far = distance(x, y, wire.ends)
      if (far < least) [best, least] = [wire, far]
    }
    return best
  }

  /** The same lines onto a canvas. */
  stamp(pen) {
    for (const { ends: [x1, y1, x2, y2], width, line } of this.all) {
      const { stroke, strokeDasharray } = getComputedStyle(line)
      pen.lineWidth = width
      pen.strokeStyle = stroke
      pen.setLineDash(strokeDasharray.match(/[\d.]+/g)?.map(Number) ?? []) // none, or "6px, 4px"
      pen.beginPath()
      pen.moveTo(x1, y1)
      pen.lineTo(x2, y2)
      pen.stroke()
    }
    pen.setLineDash([])
  }
}

/** Pixels, in steps of a half: most moments then change few lines. */
function thickness(size) {
  return Math.max(0.5, Math.round(2 * 7 * (1 - Math.exp(-size / 2.5))) / 2)
}

function distance(x, y, [x1, y1, x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const part = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - x1 - part * dx, y - y1 - part * dy)
}
