// @ts-check
/**
 * What the keyboard and the finger need over a figure that Plotly draws: real buttons for minus and
 * plus, and a stop at every mark that can be clicked. One stop of a figure is in the tab order;
 * arrow keys go to the nearest other one in their direction, Enter and Space do what a click does.
 */

import { axesOf, frameOf, pixels } from './plotly_internals.js'
import { arrow, el, nameSteps, numberBox, stepButtons } from './elements.js'
import { markSize, tracesAt } from './motion.js'
import { typed } from './words.js'

const NARROW = 64 // pixels: nearer to each other, minus and plus stand above each other
const HIGH = 48 // pixels that minus and plus take with the word below them

export class Hands {
  /** @param {any} figure @param {HTMLElement} root */
  constructor(figure, root) {
    this.figure = figure
    this.root = root
    /** @type {Map<string, any>} */
    this.made = new Map()
    this.at = ''
  }

  /** @param {{ steppers?: any[], stops?: [number, string][], number?: any }} touch @param {Set<number>} selected */
  draw(touch, selected) {
    const anew = touch !== this.touch
    if (anew) this.#build(touch)
    this.touch = touch
    if (!this.made.size) return
    const axes = axesOf(this.figure.plot)
    const at = JSON.stringify([frameOf(axes), axes.x.range, axes.y.range])
    if (anew || at !== this.at) this.#arrange(axes)
    this.at = at
    this.#press(selected)
  }

  /** Elements that stay keep their place in the page, and so the focus. */
  #build({ steppers = [], stops = [], number = null }) {
    const wanted = new Map([['number', null]])
    for (const stepper of steppers) wanted.set(`stepper ${stepper.what}`, () => this.#stepper(stepper))
    for (const [row, name] of stops) wanted.set(`stop ${row}`, () => this.#stop(row, name))
    for (const [key, element] of this.made) {
      if (wanted.has(key)) continue
      element.remove()
      this.made.delete(key)
    }
    let before = null
    for (const [key, make] of wanted) {
      if (!make) continue
      const element = this.made.get(key) ?? make()
      if (!this.made.has(key)) {
        if (before) before.after(element) // a screen reader goes by their order
        else this.root.prepend(element)
        this.made.set(key, element)
      }
      before = element
    }
    for (const stepper of steppers) setStepper(this.made.get(`stepper ${stepper.what}`), stepper)
    for (const [row, name] of stops) this.made.get(`stop ${row}`).setAttribute('aria-label', name)
    this.#box(number)
    this.stops = stops.map(([row]) => this.made.get(`stop ${row}`))
  }

  #stepper({ what }) {
    const group = el('div', { class: 'lab-stepper' })
    const press = (by) => this.figure.send({ kind: 'resize', figure: this.figure.key, what, by })
    group.append(...stepButtons(press), el('span'))
    return group
  }

  /** A box for the number of one mark, such as a weight that was clicked. */
  #box(number) {
    if (JSON.stringify(number) === this.number) return
    this.number = JSON.stringify(number)
    const held = this.made.get('number')?.contains(document.activeElement)
    this.made.get('number')?.remove()
    this.made.delete('number')
    if (!number) return
    const form = el('form', { class: 'lab-number' }), label = el('label', {}, number.label)
    const box = numberBox(number.most)
    box.value = typed(number.value)
    label.append(box)
    form.append(label, el('button', { type: 'submit' }, 'Set'))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (box.value !== '') this.figure.send({ kind: 'number', figure: this.figure.key, row: number.row, value: Number(box.value) })
    })
    form.addEventListener('keydown', (event) => {
      event.stopPropagation()
      if (event.key !== 'Escape') return
      this.stops.find((stop) => stop.tabIndex === 0)?.focus()
      this.figure.send({ kind: 'pick', figure: this.figure.key, row: number.row }) // as a click on what is chosen
    })
    this.made.set('number', form)
    this.root.append(form)
    // A click asked for it, not a link or a control, which goes on to be moved.
    if (held || number.row === this.figure.picked) requestAnimationFrame(() => box.select())
    this.figure.picked = null
  }

  #stop(row, name) {
    const made = el('button', { type: 'button', class: 'lab-stop', 'aria-label': name, tabindex: '-1' })
    made.dataset.row = String(row)
    made.addEventListener('click', () => this.figure.pick(row))
    made.addEventListener('focus', () => {
      for (const stop of this.stops) stop.tabIndex = stop === made ? 0 : -1
      this.figure.onHover?.(row)
    })
    made.addEventListener('blur', () => this.figure.onHover?.(null))
    made.addEventListener('keydown', (event) => this.#walk(event, made))
    return made
  }

  /** To the nearest stop that way; one straight ahead counts as nearer than one aside. */
  #walk(event, from) {
    const by = arrow(event)
    if (!by) return
    event.preventDefault()
    event.stopPropagation()
    let best = null, least = Infinity
    for (const stop of this.stops) {
      const dx = stop.offsetLeft - from.offsetLeft, dy = stop.offsetTop - from.offsetTop
      const ahead = dx * by[0] + dy * by[1], aside = Math.abs(dx * by[1]) + Math.abs(dy * by[0])
      if (ahead > 1 && ahead + 2 * aside < least) [best, least] = [stop, ahead + 2 * aside]
    }
    best?.focus()
  }

  #arrange(axes) {
    const steppers = this.touch.steppers ?? []
    const places = steppers.map(({ x, y }) => pixels(axes, x, y))
    const narrow = places.some(([px], i) => i && Math.abs(px - places[i - 1][0]) < NARROW)
    steppers.forEach(({ what }, i) => {
      const group = this.made.get(`stepper ${what}`)
      Object.assign(group.style, { left: `${places[i][0]}px`, top: `${places[i][1]}px` })
      group.classList.toggle('narrow', narrow)
      group.classList.toggle('bare', places[i][1] + HIGH > this.figure.size.height) // rather than half a word
    })
    const marks = this.#places(axes)
    const number = this.made.get('number')
    if (number) {
      const [px, py] = marks.get(JSON.parse(this.number).row) ?? [0, 0]
      const { width, height } = this.figure.size, half = number.offsetWidth / 2
      const left = Math.max(half, Math.min(width - half, px)), top = Math.min(height - number.offsetHeight, py + 14)
      Object.assign(number.style, { left: `${left}px`, top: `${top}px` })
    }
    for (const stop of this.stops) {
      const [px, py, size] = marks.get(Number(stop.dataset.row)) ?? [0, 0, 0]
      const side = Math.max(24, size + 4)
      stop.hidden = !size
      Object.assign(stop.style, {
        left: `${px - side / 2}px`, top: `${py - side / 2}px`, width: `${side}px`, height: `${side}px`,
      })
    }
  }

  /** Where the marks of the rows are, and how large. */
  #places(axes) {
    const places = new Map()
    const { drawn } = this.figure
    for (const trace of [...drawn.data, ...tracesAt(drawn, 0)]) {
      trace.customdata?.forEach((row, i) => {
        const size = Number.isFinite(trace.x[i]) ? markSize(trace, i) : 0
        if ((places.get(row)?.[2] ?? 0) < size) places.set(row, [...pixels(axes, trace.x[i], trace.y[i]), size])
      })
    }
    return places
  }

  /** Which stop is chosen, and the one that Tab comes to. */
  #press(selected) {
    const { stops } = this
    if (!stops.length) return
    for (const stop of stops) stop.setAttribute('aria-pressed', String(selected.has(Number(stop.dataset.row))))
    if (stops.some((stop) => stop.tabIndex === 0 && !stop.hidden)) return
    const first = stops.find((stop) => stop.getAttribute('aria-pressed') === 'true') ?? stops[0]
    first.tabIndex = 0
  }
}

function setStepper(group, { word, of, now, bounds }) {
  const [less, more, span] = group.children
  span.textContent = word
  nameSteps([less, more], of, now, bounds)
}
