// @ts-check
/**
 * A network drawn as the maps of its units with the weights between them. Click a unit to see its
 * map large in the figure that shows it; its sum stands below. Plus and minus change the network,
 * and weights can be typed at the start of the run.
 */

import { Cell, download } from './cell.js'
import { arrow, el, nameSteps, numberBox, stepButtons } from './elements.js'
import { Maps, placeOf } from './maps.js'
import { paint } from './paint.js'
import { Wires } from './wires.js'
import * as words from './words.js'

const TOP = 44, TALLER = 70, LEFT = 36, AIR = 8, LARGEST = 72, NARROW = 60 // pixels

export class Network extends Cell {
  constructor(key, send) {
    super(key, send)
    this.plot.setAttribute('role', 'group')
    this.plot.classList.add('lab-network')
    this.wires = new Wires()
    this.foot = el('div', { class: 'lab-sum' })
    this.depth = el('div', { class: 'lab-resize' })
    this.title.after(this.depth)
    this.root.append(this.foot)
    this.units = []
    this.sent = 0 // the count of the last click on a unit
    /** Shows a weight in the box for it; null where there is none. @type {(() => void) | null} */
    this.form = null
    /** @type {(() => void) | null} */
    this.onChange = null
    this.#listen()
  }

  take(spec) {
    super.take(spec)
    const [layer, unit] = this.chosen ?? []
    const ahead = this.waits(this.sent) && unit < spec.sizes[layer] // the page answers a click before this one
    if (!ahead) this.chosen = spec.chosen
    this.made = null
  }

  /** What the units answer; worked out anew for each run. @returns {Maps} */
  get maps() {
    this.made ??= new Maps(this.spec)
    return this.made
  }

  draw(room) {
    const shape = JSON.stringify([this.spec.sizes, this.spec.labels, this.spec.layers, this.spec.hands])
    if (shape !== this.shape) this.#build()
    this.shape = shape
    this.heard = true
    this.#arrange(room)
    this.move()
  }

  move() {
    if (!this.heard) return
    const { maps } = this, layers = maps.at(this.now())
    for (const { layer, unit, canvas } of this.units) {
      paint(canvas, layers[layer][unit], maps.side, maps.colours(layer, unit), this.spec.answer.two_colours)
    }
    this.wires.show(this.row)
    this.#tell()
  }

  mark() {}

  remove() {
    this.heard = false // losing the focus tells of a moment that the run may not have any more
    super.remove()
  }

  /** All weights and biases at the moment on show. */
  get row() {
    return this.spec.weights[this.now()]
  }

  #build() {
    const { sizes } = this.spec
    const held = this.root.contains(document.activeElement) && document.activeElement?.getAttribute('aria-label')
    this.pointed = this.form = null // what they speak of may be gone
    this.wires.build(sizes)
    this.wires.light(null)
    this.units = sizes.flatMap((count, layer) => Array.from({ length: count }, (_, unit) => this.#unit(layer, unit)))
    this.heads = sizes.map((_, layer) => this.#head(layer))
    this.names = this.spec.labels.map((label) => el('span', { class: 'lab-input', 'aria-hidden': 'true' }, label))
    this.plot.replaceChildren(this.wires.root, ...this.heads, ...this.names, ...this.units.map(({ button }) => button))
    this.depth.replaceChildren(...this.#resizers('layers', 0, sizes.length - 2, 'hidden layer', this.spec.hands.layers))
    this.depth.prepend(el('span', {}, `Hidden layers: ${sizes.length - 2}`))
    if (held) this.root.querySelector(`[aria-label="${CSS.escape(held)}"]`)?.focus() // as before
  }

  #unit(layer, unit) {
    const button = el('button', { type: 'button', class: 'lab-unit', 'aria-label': this.called(layer, unit), tabindex: '-1' })
    const canvas = el('canvas')
    button.append(canvas)
    button.addEventListener('click', () => this.#choose(layer, unit))
    button.addEventListener('focus', () => this.#point({ layer, unit }))
    return { layer, unit, button, canvas }
  }

  #head(layer) {
    const { sizes, layers, hands } = this.spec
    const head = el('div', { class: 'lab-layer' })
    const name = layer ? layers[layer - 1] : 'inputs'
    head.append(el('span', { 'data-short': layer && layer < sizes.length - 1 ? `h${layer}` : name.slice(0, layer ? 3 : 2) }, name))
    if (layer && layer < sizes.length - 1) {
      head.append(...this.#resizers('neurons', layer, sizes[layer], `neuron in ${layers[layer - 1]}`, hands.neurons))
    }
    return head
  }

  #resizers(what, layer, now, of, bounds) {
    const buttons = stepButtons((by) => this.send({ kind: 'resize', figure: this.key, what, layer, by }))
    nameSteps(buttons, of, now, bounds)
    return buttons
  }

  /** Every element to its place in the room there is. */
  #arrange({ width, height }) {
    const { sizes } = this.spec
    const across = (width - LEFT) / sizes.length, narrow = across < NARROW
    const top = narrow ? TALLER : TOP, down = height - top
    const largest = Math.max(LARGEST, height / 6) // on the whole screen there is more room
    const side = Math.floor(Math.min(largest, down / Math.max(...sizes) - AIR, across * 0.62))
    const middle = (layer, unit) => [LEFT + across * (layer + 0.5), top + (down * (unit + 0.5)) / sizes[layer]]
    const put = (element, x, y, more) => Object.assign(element.style, { left: `${x}px`, top: `${y}px`, ...more })
    for (const { layer, unit, button } of this.units) {
      const [x, y] = middle(layer, unit)
      put(button, x - side / 2, y - side / 2, { width: `${side}px`, height: `${side}px` })
    }
    this.names.forEach((name, j) => {
      const [x, y] = middle(0, j)
      put(name, x - side / 2 - 4, y, {})
    })
    this.heads.forEach((head, layer) => put(head, LEFT + across * layer, 0, { width: `${across}px` }))
    this.plot.classList.toggle('narrow', narrow)
    this.wires.arrange(middle, side)
    this.side = side
  }

  /** What a unit is called. */
  called(layer, unit) {
    const { sizes, labels, layers } = this.spec
    if (!layer) return `input ${labels[unit]}`
    return layer === sizes.length - 1 ? layers[layer - 1] : `${layers[layer - 1]}, neuron ${unit + 1}`
  }

  #choose(layer, unit) {
    this.chosen = [layer, unit]
    this.onChange?.()
    this.sent = this.send({ kind: 'unit', figure: this.key, layer, unit })
    if (layer) this.#type({ layer, from: -1, to: unit })
  }

  /** What is pointed at: a unit, a line, or nothing. */
  #point(pointed) {
    this.pointed = pointed
    const { layer, unit, from, to } = pointed ?? {}
    if (!pointed) this.wires.light(null)
    else if (unit === undefined) this.wires.light((wire) => wire.layer === layer && wire.from === from && wire.to === to)
    else this.wires.light((wire) => (wire.layer === layer && wire.to === unit) || (wire.layer === layer + 1 && wire.from === unit))
    this.#tell()
  }

  #listen() {
    const under = (event) => {
      const unit = this.units.find(({ button }) => button.contains(event.target))
      if (unit) return unit
      const corner = this.plot.getBoundingClientRect()
      const finger = event.pointerType === 'touch'
      return this.wires.at(event.clientX - corner.left, event.clientY - corner.top, finger)
    }
    this.plot.addEventListener('pointermove', (event) => {
      const found = under(event)
      if (found !== (this.pointed ?? null)) this.#point(found)
    })
    this.plot.addEventListener('pointerleave', () => this.#point(null))
    this.plot.addEventListener('focusout', () => this.#point(null))
    this.plot.addEventListener('click', (event) => {
      const found = under(event)
      if (found && found.unit === undefined) this.#type(found)
    })
    this.plot.addEventListener('keydown', (event) => this.#walk(event))
  }

  /** Arrow keys go from unit to unit. */
  #walk(event) {
    const at = this.units.find(({ button }) => button === document.activeElement)
    const by = arrow(event)
    if (!at || !by) return
    event.preventDefault()
    event.stopPropagation()
    const { sizes } = this.spec
    const layer = Math.max(0, Math.min(sizes.length - 1, at.layer + by[0]))
    const unit = Math.max(0, Math.min(sizes[layer] - 1, at.unit + by[1]))
    this.units.find((other) => other.layer === layer && other.unit === unit).button.focus()
  }

  /** Below the drawing: the weight that is pointed at, or the sum of a unit. */
  #tell() {
    if (!this.heard) return
    const { chosen, pointed, row } = this, moment = this.now()
    for (const { layer, unit, button } of this.units) {
      const here = layer === chosen[0] && unit === chosen[1]
      button.tabIndex = here ? 0 : -1
      button.setAttribute('aria-pressed', String(here))
    }
    if (moment > 0) this.form = null
    if (this.form) return this.form()
    const later = moment > 0 ? '. Go to the start of the run to type it' : ''
    const text = pointed && pointed.unit === undefined
      ? `${this.#wire(pointed)}: ${number(row[placeOf(this.spec.sizes, pointed.layer, pointed.from, pointed.to)])}${later}`
      : this.#sum(...(pointed ? [pointed.layer, pointed.unit] : chosen), row)
    if (this.foot.textContent !== text) this.foot.textContent = text
  }

  #wire({ layer, from, to }) {
    const end = this.called(layer, to)
    return from < 0 ? `Bias of ${end}` : `Weight from ${this.called(layer - 1, from)} to ${end}`
  }

  /** A unit's sum written out with the weights of the moment. */
  #sum(layer, unit, row) {
    const { sizes, labels, activations } = this.spec
    const name = capital(this.called(layer, unit))
    if (!layer) return name
    const [bias, ...weights] = Array.from({ length: sizes[layer - 1] + 1 }, (_, i) => row[placeOf(sizes, layer, i - 1, unit)])
    if (![bias, ...weights].every(isShown)) return `${name}: its weights are too large to show`
    const terms = weights.map((weight, i) => {
      const from = layer === 1 ? labels[i] : `a${small(i + 1)}`
      return `${weight < 0 ? '−' : '+'} ${number(Math.abs(weight))}·${from}`
    })
    return `${name}: z = ${number(bias)} ${terms.join(' ')}, a = ${activations[layer - 1].replace('_', ' ')}(z)`
  }

  /** A box for a weight or a bias, at the start of the run. */
  #type({ layer, from, to }) {
    if (this.now() !== 0) return
    const { sizes } = this.spec
    const form = el('form', {}), sum = el('div', {})
    const which = el('select', { 'aria-label': 'Weight or bias' }) // all that go into this unit
    for (let i = -1; i < sizes[layer - 1]; i++) which.append(el('option', { value: String(i) }, this.#wire({ layer, from: i, to })))
    const box = numberBox(this.spec.hands.weights)
    let shown = NaN
    const show = () => { // what is being typed stays, but where another run has come
      const weight = this.spec.weights[0][placeOf(sizes, layer, from, to)]
      if (weight !== shown) box.value = words.typed(weight)
      shown = weight
      const text = this.#sum(...(this.pointed?.unit === undefined ? [layer, to] : [this.pointed.layer, this.pointed.unit]), this.row)
      if (sum.textContent !== text) sum.textContent = text
    }
    const set = (start) => {
      from = start
      shown = NaN
      which.value = String(from)
      box.setAttribute('aria-label', this.#wire({ layer, from, to }))
      show()
    }
    which.addEventListener('change', () => set(Number(which.value)))
    set(from)
    form.append(which, box, el('button', { type: 'submit' }, 'Set'))
    const close = () => {
      this.form = null
      this.units.find((one) => one.layer === layer && one.unit === to).button.focus()
      this.onRoom() // the box took some of it
    }
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      close()
      const changed = box.value !== '' && box.value !== words.typed(shown) // else it would be another start
      if (changed) this.send({ kind: 'weight', figure: this.key, layer, from, to, value: Number(box.value) })
    })
    form.addEventListener('keydown', (event) => {
      event.stopPropagation()
      if (event.key === 'Escape') close()
    })
    this.form = show
    this.foot.replaceChildren(form, sum)
    this.onRoom()
    box.focus()
    box.select()
  }

  /** The drawing as a picture. */
  save() {
    const fine = 2, pen = this.pen(this.room, fine), narrow = this.plot.classList.contains('narrow')
    const style = getComputedStyle(this.plot), corner = this.plot.getBoundingClientRect()
    pen.scale(fine, fine)
    this.wires.stamp(pen)
    for (const { button, canvas: map } of this.units) pen.drawImage(map, button.offsetLeft, button.offsetTop, this.side, this.side)
    pen.fillStyle = style.color
    pen.font = `12px ${style.fontFamily}`
    pen.textBaseline = 'top'
    pen.textAlign = 'center'
    for (const text of this.plot.querySelectorAll('span')) {
      const box = text.getBoundingClientRect(), said = (narrow && text.dataset.short) || text.textContent
      pen.fillText(said, box.left + box.width / 2 - corner.left, box.top - corner.top)
    }
    download(pen.canvas, this.key)
  }
}

const TOO_LARGE = 1e30
const small = (count) => String(count).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)])
const capital = (text) => text[0].toUpperCase() + text.slice(1)

const isShown = (value) => Math.abs(value) < TOO_LARGE
/** Three digits. */
const number = (value) => (isShown(value) ? words.number(value, 3) : 'too large to show')
