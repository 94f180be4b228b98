// @ts-check
/**
 * Points of one's own on a figure: add a point of either class by a click, move one by dragging, or a
 * sample of the table, remove one by a right click or in the mode for it, which puts a moved sample back.
 * By keyboard, arrows move an aim over the figure and Enter does what a click does there. Python keeps the
 * points (in the page's link) and draws them; here they are only touched, and Python is told what was done
 * to which one: hands are faster than its answers. A class of points is { name, colour }, a point
 * [x, y, class]; a sample is known by its row.
 */

import { axesOf, frameOf, isInFrame, pixels, placeAt } from './plotly_internals.js'
import { arrow, el, moved } from './elements.js'
import { number } from './words.js'

const NEAR = 14 // pixels
const STEP = 0.02 // of the figure, for an arrow key

export class Editor {
  /** @param {any} figure */
  constructor(figure) {
    this.figure = figure
    this.mode = 'look'
    this.bar = el('div', { class: 'lab-editor', role: 'group', 'aria-label': 'Own points' })
    this.opener = el('button', { type: 'button', class: 'lab-points', 'aria-expanded': 'false' }, 'Own points')
    this.opener.addEventListener('click', () => this.#open(this.bar.hidden))
    figure.title.after(this.opener)
    figure.head.after(this.bar)
    this.bar.hidden = true
    new ResizeObserver(() => figure.onRoom()).observe(this.bar)
    this.ghost = el('div', { class: 'lab-ghost' })
    this.dots = el('div', { class: 'lab-own' })
    figure.overlay.root.append(this.dots)
    figure.plot.on('plotly_restyle', () => this.#dot()) // such as by a click in the legend
    this.aim = el('button', { type: 'button', class: 'lab-aim', title: 'Arrow keys move the aim, Enter clicks there' })
    this.spot = [0.5, 0.5] // of the way across and down
    this.#listen()
  }

  /** @param {{ classes: any[], own: number[][], moved: number[], most: number } | undefined} touch */
  draw(touch) {
    this.touch = touch
    const held = this.from?.target
    if (held && !(touch && this.#targets().some((target) => isSame(target, held)))) this.#drop()
    this.opener.hidden = !touch
    if (!touch) return this.#open(false)
    this.#put()
    this.#dot()
    const own = touch.own.length + touch.moved.length
    const shape = JSON.stringify([touch.classes, own])
    if (shape === this.shape) return
    this.shape = shape
    const modes = [
      ['look', 'Look'],
      ...touch.classes.map(({ name }, i) => [`add ${i}`, `Add ${name}`]),
      ['move', 'Move'],
      ...(own ? [['remove', 'Remove']] : []),
    ]
    if (!modes.some(([mode]) => mode === this.mode)) this.mode = 'look'
    const focused = this.bar.contains(document.activeElement), aiming = document.activeElement === this.aim
    this.bar.replaceChildren(...modes.map(([mode, name]) => this.#button(mode, name)))
    if (own) {
      const full = own >= touch.most ? ', no more fit' : ''
      const clear = el('button', { type: 'button' }, `Clear ${own}${full}`)
      clear.addEventListener('click', () => this.#send('clear'))
      this.bar.append(clear)
    }
    this.#show()
    if (focused || (aiming && this.aim.hidden)) this.#of(this.mode).focus()
  }

  #open(open) {
    this.bar.hidden = !open
    this.opener.setAttribute('aria-expanded', String(open))
    this.mode = open ? 'add 0' : 'look'
    this.#drop()
    this.#show()
  }

  #button(mode, name) {
    const button = el('button', { type: 'button', 'data-mode': mode }, name)
    const colour = mode.startsWith('add') && this.touch.classes[Number(mode.slice(4))].colour
    if (colour) button.style.setProperty('--class', colour)
    button.addEventListener('click', () => {
      this.mode = mode
      this.#drop()
      this.#show()
    })
    return button
  }

  /** The button of a mode. @returns {any} */
  #of(mode) {
    return this.bar.querySelector(`[data-mode="${mode}"]`)
  }

  #show() {
    for (const button of this.bar.querySelectorAll('[data-mode]')) {
      button.setAttribute('aria-pressed', String(button.dataset.mode === this.mode))
    }
    this.figure.plot.dataset.mode = this.mode.split(' ')[0]
    this.#put()
    this.#dot()
  }

  /** While points are changed, a dot in each that was added or moved: these can be removed. */
  #dot() {
    const axes = axesOf(this.figure.plot)
    const own = this.mode === 'look' ? [] : this.#targets().filter((target) => this.#isOwn(target))
    const places = own.map(({ x, y }) => pixels(axes, x, y))
    this.dots.replaceChildren(
      ...places.filter(([x, y]) => isInFrame(axes, x, y)).map(([x, y]) => {
        const dot = el('div')
        Object.assign(dot.style, { left: `${x}px`, top: `${y}px` })
        return dot
      })
    )
  }

  #isOwn({ old, row }) {
    return Boolean(old) || this.touch.moved.includes(row)
  }

  /** The aim to its place, which it tells; only where it can do something. */
  #put() {
    this.aim.hidden = !this.touch || this.mode === 'look'
    if (this.aim.hidden) return
    const { left, top, width, height } = frameOf(axesOf(this.figure.plot)), [across, down] = this.spot
    Object.assign(this.aim.style, { left: `${left + across * width}px`, top: `${top + down * height}px` })
    if (this.aim.parentElement !== this.figure.overlay.root) this.figure.overlay.root.append(this.aim)
    const place = placeAt(axesOf(this.figure.plot), this.figure.plot, this.#aimed)
    this.aim.setAttribute('aria-label', `Aim at ${place?.map((one) => number(one, 3)).join(', ')}`)
  }

  /** The place of the aim as a pointer there would tell it. */
  get #aimed() {
    const corner = this.figure.plot.getBoundingClientRect()
    const { left, top } = this.aim.style
    return { clientX: corner.left + parseFloat(left), clientY: corner.top + parseFloat(top), pointerType: 'key' }
  }

  #steer(event) {
    const by = arrow(event)
    if (event.key === 'Escape') this.#drop()
    if (!by) return
    event.preventDefault()
    this.spot = this.spot.map((at, i) => Math.max(0, Math.min(1, at + STEP * by[i])))
    this.#put()
    this.#drag(this.#aimed)
  }

  /** What a click there does; in the mode for moving, one takes a point up and the next puts it down. */
  #shoot() {
    const event = this.#aimed
    if (!this.ghost.parentElement) {
      this.from = { at: event, target: this.#nearest(event) }
      if (this.mode === 'move') return this.from.target && this.#lift(event)
    }
    this.#up(event)
  }

  /** A point is in the hand. */
  #lift(event) {
    this.figure.overlay.root.append(this.ghost)
    this.#haunt(event)
  }

  #listen() {
    const { plot } = this.figure
    this.aim.addEventListener('keydown', (event) => this.#steer(event))
    this.aim.addEventListener('click', () => this.#shoot())
    plot.addEventListener('pointerdown', (event) => this.#down(event), true)
    plot.addEventListener('pointermove', (event) => event.isPrimary && this.#drag(event), true)
    plot.addEventListener('contextmenu', (event) => {
      if (event.pointerType === 'touch') return // of a finger that rests, such as on a point that it will drag
      this.#drop() // on a Mac it may be the left button with Ctrl, which is down and comes up
      const target = this.touch && this.#nearest(event, 'remove')
      if (!target) return
      event.preventDefault()
      this.#send('remove', target)
    })
  }

  #down(event) {
    if (!this.touch || event.button !== 0 || !event.isPrimary || this.mode === 'look') return
    // While a button is down, Plotly lays a cover over the page: what follows reaches the window.
    const over = new AbortController(), listen = { capture: true, signal: over.signal }
    const end = (act) => (last) => {
      if (last.pointerId !== event.pointerId) return // a second finger
      over.abort()
      act(last)
    }
    window.addEventListener('pointerup', end((up) => this.#up(up)), listen)
    window.addEventListener('pointercancel', end(() => this.#drop()), listen)
    // What the aim has taken up, the pointer may put down.
    if (!this.ghost.parentElement) this.from = { at: event, target: this.#nearest(event) }
    if (this.mode === 'move' && this.from.target) {
      event.preventDefault()
      event.stopPropagation()
      this.figure.plot.setPointerCapture(event.pointerId)
      this.#lift(event)
    }
  }

  #drag(event) {
    if (this.ghost.parentElement) this.#haunt(event)
  }

  #drop() {
    this.ghost.remove()
    this.from = null
  }

  #haunt(event) {
    const corner = this.figure.plot.getBoundingClientRect()
    Object.assign(this.ghost.style, {
      left: `${event.clientX - corner.left}px`, top: `${event.clientY - corner.top}px`,
      background: this.touch.classes[this.from.target.place].colour,
    })
  }

  #up(event) {
    if (!this.from || !this.touch) return
    const { at, target } = this.from
    this.from = null
    const still = !moved(at, event)
    const place = placeAt(axesOf(this.figure.plot), this.figure.plot, event)
    if (this.ghost.parentElement) {
      this.ghost.remove()
      if (place && !still) this.#send('move', target, [...place, target.place])
    } else if (still && this.mode === 'remove' && target) {
      this.#send('remove', target)
    } else if (still && place && this.mode.startsWith('add')) {
      this.#send('add', null, [...place, Number(this.mode.slice(4))])
    }
  }

  /** What is under the pointer that can be moved or removed; null if there is none near. */
  #nearest(event, mode = this.mode) {
    const corner = this.figure.plot.getBoundingClientRect()
    const axes = axesOf(this.figure.plot)
    let best = null, least = NEAR
    for (const target of this.#targets()) {
      if (mode !== 'move' && !this.#isOwn(target)) continue
      const [px, py] = pixels(axes, target.x, target.y)
      const far = Math.hypot(event.clientX - corner.left - px, event.clientY - corner.top - py)
      if (far < least) [best, least] = [target, far]
    }
    return best
  }

  /**
   * Own points first: each is a mark of the figure too, with a row that only the figure knows. None of a
   * class that the legend hides.
   */
  #targets() {
    const own = this.touch.own.map((old) => ({ x: old[0], y: old[1], place: old[2], old, row: null }))
    const colours = this.touch.classes.map(({ colour }) => colour)
    const marks = this.figure.drawn.data.filter(({ customdata }) => customdata)
    const samples = marks.flatMap(({ customdata, x, y, marker }) =>
      Array.from(customdata, (row, i) => ({ x: x[i], y: y[i], place: colours.indexOf(marker.color), old: null, row }))
    )
    const hidden = this.figure.plot.data.filter(({ visible }) => visible === 'legendonly').map(({ marker }) => marker?.color)
    return [...own, ...samples].filter(({ place }) => !hidden.includes(colours[place]))
  }

  /** What was done: a point was added, moved or removed, or all were cleared. */
  #send(done, target = null, made = null) {
    this.figure.send({ kind: 'points', figure: this.figure.key, done, old: target?.old ?? null, row: target?.row ?? null, made })
  }
}

const isSame = (one, other) => one.row === other.row && String(one.old) === String(other.old)
