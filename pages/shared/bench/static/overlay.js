// @ts-check
/**
 * What lies over a figure as elements of the page: the cursor at the moment's place on a curve with
 * its dots, the ring around the sample under the pointer, grips to drag, buttons, and the editor of
 * points.
 * Moving an element costs nothing beside drawing the figure again.
 */

import { axesOf, frameOf, isInFrame, nearestPlace, pixels } from './plotly_internals.js'
import { arrow, el } from './elements.js'
import { markSize, tracesAt } from './motion.js'
import { Editor } from './editor.js'
import { Hands } from './hands.js'
import { number, typed } from './words.js'

const STEPS = 50 // arrow keys cross an axis in so many
const FOR_PLAYER = new Set([' ', 'Home', 'End']) // keys that move the player, but not from a grip

export class Overlay {
  /** @param {any} figure */
  constructor(figure) {
    this.figure = figure
    this.root = el('div', { class: 'lab-overlay' })
    this.cursors = el('div', { class: 'lab-cursors' })
    this.rings = el('div', { class: 'lab-rings' })
    this.grips = new Map()
    const hands = el('div', { class: 'lab-hands' })
    this.hands = new Hands(figure, hands)
    this.root.append(this.cursors, this.rings, hands)
    this.rows = new Set()
    /** @type {Editor | null} */
    this.editor = null
  }

  get plot() {
    return this.figure.plot
  }

  draw() {
    if (this.root.parentElement !== this.figure.place) this.figure.place.append(this.root)
    const { width, height } = this.figure.size
    Object.assign(this.root.style, { width: `${width}px`, height: `${height}px` })
    this.move()
    const { touch } = this.figure.spec
    this.#hold(touch.grips ?? [])
    this.hands.draw(touch, this.figure.selected)
    if (touch.points) this.editor ??= new Editor(this.figure)
    this.editor?.draw(touch.points)
  }

  /** What is at another place at another moment. */
  move() {
    this.#cursor(this.figure.spec.motions.filter((motion) => motion.kind === 'cursor'))
    this.#ring()
  }

  /** Rings around these rows of the table, wherever this figure shows them. */
  mark(rows) {
    this.rows = rows
    if (this.figure.heard) this.#ring()
  }

  #cursor(motions) {
    const made = []
    for (const { traces, rows } of motions) {
      const at = rows[this.figure.now()]
      if (at < 0) continue
      traces.forEach((place, i) => {
        const trace = this.figure.spec.data[place]
        const axes = axesOf(this.plot, trace)
        const [x, y] = [trace.x[at], trace.y[at]]
        if (i === 0) made.push(this.#line(axes, x))
        if (y !== null && y !== undefined && Number.isFinite(y)) made.push(this.#dot(axes, x, y, trace))
      })
    }
    this.cursors.replaceChildren(...made.filter(Boolean))
  }

  #line(axes, x) {
    const { left, top, width, height } = frameOf(axes)
    const [px] = pixels(axes, x, 0)
    if (!(px >= left - 1 && px <= left + width + 1)) return null
    const line = el('div', { class: 'lab-cursor' })
    Object.assign(line.style, { left: `${px}px`, top: `${top}px`, height: `${height}px` })
    return line
  }

  #dot(axes, x, y, trace) {
    const [px, py] = pixels(axes, x, y)
    if (!isInFrame(axes, px, py)) return null
    const dot = el('div', { class: 'lab-dot' })
    const colour = trace.line?.color ?? trace.marker?.color
    Object.assign(dot.style, { left: `${px}px`, top: `${py}px`, background: colour })
    return dot
  }

  #ring() {
    const made = []
    if (this.rows.size) {
      for (const trace of tracesAt(this.figure.drawn, this.figure.now())) {
        trace.customdata?.forEach((row, i) => {
          if (this.rows.has(row) && isPlace(trace.x[i])) made.push(this.#circle(trace, i))
        })
      }
    }
    this.rings.replaceChildren(...this.#links(), ...made)
  }

  #circle(trace, i) {
    const [px, py] = pixels(axesOf(this.plot, trace), trace.x[i], trace.y[i])
    const ring = el('div', { class: 'lab-ring' })
    const size = Math.max(22, markSize(trace, i) + 8)
    Object.assign(ring.style, { left: `${px}px`, top: `${py}px`, width: `${size}px`, height: `${size}px`, margin: `${-size / 2}px` })
    return ring
  }

  /** The connections of what is marked, such as all that goes into a neuron and out of it. */
  #links() {
    const lit = (this.figure.spec.touch.links ?? []).filter((rows) => rows.some((row) => this.rows.has(row)))
    if (!lit.length) return []
    const places = new Map()
    for (const trace of tracesAt(this.figure.drawn, this.figure.now())) {
      trace.customdata?.forEach((row, i) => {
        if (!Number.isFinite(trace.x[i])) return // of two marks of a neuron, the one on show
        const place = pixels(axesOf(this.plot, trace), trace.x[i], trace.y[i])
        places.set(row, [...place, markSize(trace, i) / 2])
      })
    }
    return lit.map(([from, to]) => line(places.get(from), places.get(to)))
  }

  /** Grips: what a person may drag, or move with the arrow keys. */
  #hold(grips) {
    const wanted = new Set(grips.map((grip) => grip.name))
    for (const [name, made] of this.grips) {
      if (!wanted.has(name)) {
        made.button.remove()
        this.grips.delete(name)
      }
    }
    for (const grip of grips) {
      const made = this.grips.get(grip.name) ?? this.#grip(grip.name)
      if (!this.figure.waits(made.sent)) made.given = grip // else the student has moved it on from there
      if (!made.dragged && !made.resting) made.grip = { ...made.given } // else the student has it
      made.button.setAttribute('aria-label', grip.label)
      made.button.title = grip.label
      made.button.dataset.axis = grip.axis
      this.#put(made)
    }
  }

  #put({ button, grip }) {
    const axes = axesOf(this.plot, grip)
    const [px, py] = pixels(axes, grip.x, grip.y)
    Object.assign(button.style, { left: `${px}px`, top: `${py}px` })
    button.setAttribute('aria-valuetext', `${number(grip.x)}, ${number(grip.y)}`)
    const [now, range] = grip.axis === 'y' ? [grip.y, axes.y.range] : [grip.x, grip.along?.[0] ?? axes.x.range]
    const told = { valuenow: now, valuemin: Math.min(...range), valuemax: Math.max(...range) }
    for (const [name, value] of Object.entries(told)) button.setAttribute(`aria-${name}`, typed(value))
  }

  #grip(name) {
    const button = el('div', { class: 'lab-grip', role: 'slider', tabindex: '0' })
    const made = { button, grip: null, given: null, dragged: false, moved: false, resting: 0, sent: 0 }
    const move = (x, y) => {
      made.moved = true
      if (made.grip.axis !== 'y') made.grip.x = x
      if (made.grip.axis !== 'x') made.grip.y = y
      if (made.grip.along) slide(made.grip)
      this.#put(made)
    }
    const done = () => {
      Object.assign(made, { dragged: false, moved: false, resting: 0, given: { ...made.grip } })
      made.sent = this.figure.send({ kind: 'grip', figure: this.figure.key, name, x: made.grip.x, y: made.grip.y })
    }
    const drop = () => {
      Object.assign(made, { dragged: false, moved: false, grip: { ...made.given } })
      this.#put(made)
    }
    button.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return
      event.preventDefault()
      button.focus()
      button.setPointerCapture(event.pointerId)
      clearTimeout(made.resting) // what keys have moved is told with the rest
      Object.assign(made, { dragged: true, resting: 0 })
    })
    button.addEventListener('pointermove', (event) => {
      if (made.dragged) move(...nearestPlace(axesOf(this.plot, made.grip), this.plot, event))
    })
    button.addEventListener('pointerup', () => made.dragged && (made.moved ? done() : drop()))
    button.addEventListener('pointercancel', drop)
    button.addEventListener('keydown', (event) => {
      const by = arrow(event)
      if (!by && !FOR_PLAYER.has(event.key)) return
      event.preventDefault()
      event.stopPropagation()
      if (!by) return
      move(...this.#stepped(made.grip, by))
      clearTimeout(made.resting)
      if (!made.dragged) made.resting = setTimeout(done, 300)
    })
    this.root.append(button)
    this.grips.set(name, made)
    return made
  }

  /** Where an arrow key takes a grip, not out of the figure; along one axis up is to the right. */
  #stepped(grip, [right, down]) {
    const axes = axesOf(this.plot, grip), { width, height } = frameOf(axes)
    const { left, top } = this.plot.getBoundingClientRect(), [px, py] = pixels(axes, grip.x, grip.y)
    const [across, below] = { x: [right - down, 0], y: [0, down - right] }[grip.axis] ?? [right, down]
    const there = { clientX: left + px + (across * width) / STEPS, clientY: top + py + (below * height) / STEPS }
    const [x, y] = nearestPlace(axes, this.plot, there)
    return [across ? x : grip.x, below ? y : grip.y]
  }
}

/** A straight line over the figure from the rim of one mark to that of another, in pixels. */
function line([x0, y0, r0], [x1, y1, r1]) {
  const made = el('div', { class: 'lab-link' })
  const angle = Math.atan2(y1 - y0, x1 - x0)
  Object.assign(made.style, {
    left: `${x0 + r0 * Math.cos(angle)}px`, top: `${y0 + r0 * Math.sin(angle)}px`,
    width: `${Math.max(0, Math.hypot(x1 - x0, y1 - y0) - r0 - r1)}px`, transform: `rotate(${angle}rad)`,
  })
  return made
}

const isPlace = (x) => x !== null && x !== undefined && !Number.isNaN(x)
/** Put a grip on the curve that it slides along, at its x or at the nearer end of the curve. */
function slide(grip) {
  const [xs, ys] = grip.along
  grip.x = Math.max(xs[0], Math.min(xs[xs.length - 1], grip.x))
  const right = Math.max(1, xs.findIndex((x) => x >= grip.x))
  const [x0, x1, y0, y1] = [xs[right - 1], xs[right], ys[right - 1], ys[right]]
  grip.y = y0 + ((y1 - y0) * (grip.x - x0)) / (x1 - x0)
}
