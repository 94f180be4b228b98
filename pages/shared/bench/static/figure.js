// @ts-check
/** One figure on the stage: a cell with its title, its tools and a Plotly div that is kept. */

import { changes, tracesAt } from './motion.js'
import { Overlay } from './overlay.js'
import { el, icon } from './elements.js'

const CONFIG = { displayModeBar: false, responsive: false, doubleClick: 'reset', scrollZoom: false }
const NARROW = 480 // pixels: a figure on a phone gets smaller letters
const LIGHT = new Set(['x', 'y', 'text', 'hovertext']) // what a scatter trace changes without a full redraw

export class Figure {
  /** @param {any} Plotly @param {(touch: object) => void} send */
  constructor(Plotly, key, send) {
    this.Plotly = Plotly
    this.key = key
    this.send = send
    this.root = el('figure', { class: 'lab-figure', role: 'group', 'data-key': key })
    this.title = el('figcaption', { class: 'lab-title' })
    this.plot = el('div', { class: 'lab-plot', role: 'img' })
    this.head = el('div', { class: 'lab-head' })
    this.head.append(this.title, this.#menu())
    this.root.append(this.head, this.plot)
    this.overlay = new Overlay(this)
  }

  /** Draw what Python sent, at a moment: the div and a zoom stay. `hidden`: not what comes later. */
  async draw(spec, look, moment, hidden = false) {
    this.spec = spec
    this.title.textContent = spec.title
    this.root.dataset.place = spec.place
    const data = tracesAt(spec, moment)
    if (hidden) hideFuture(data, spec, moment)
    const { clientWidth: width, clientHeight: height } = this.plot
    if (width < 40 || height < 40) return // not on show, such as behind another on a phone
    const layout = { ...dressed(spec.layout, look, width), width, height }
    layout.dragmode = this.zooming ? 'zoom' : false
    await this.Plotly.react(this.plot, data, layout, CONFIG)
    if (!this.heard) this.#listen()
    this.overlay.draw(moment)
  }

  /** Another moment of the same figure. */
  move(moment) {
    if (!this.heard) return
    const light = [], heavy = []
    for (const [place, change] of changes(this.spec, moment)) {
      const moves = (this.spec.data[place].type ?? 'scatter') === 'scatter'
      const few = moves && Object.keys(change).every((name) => LIGHT.has(name))
      ;(few ? light : heavy).push([place, change])
    }
    if (heavy.length) this.#restyle(heavy)
    if (light.length) this.#animate(light)
    this.overlay.draw(moment)
  }

  name(caption) {
    this.plot.setAttribute('aria-label', caption ? `${this.spec.alt} On show: ${caption}` : this.spec.alt)
  }

  fit() {
    const { clientWidth: width, clientHeight: height } = this.plot
    const full = this.plot._fullLayout
    if (!full || width < 40 || (full.width === width && full.height === height)) return null
    return this.Plotly.relayout(this.plot, { width, height })
  }

  remove() {
    if (this.heard) this.Plotly.purge(this.plot)
    this.root.remove()
  }

  #animate(light) {
    this.Plotly.animate(
      this.plot,
      { data: light.map(([, change]) => change), traces: light.map(([place]) => place) },
      { mode: 'immediate', transition: { duration: 0 }, frame: { duration: 0, redraw: false } }
    ).catch(() => {}) // a later moment has taken its place
  }

  /** One drawing for all traces: a property that a trace does not change is undefined for it. */
  #restyle(heavy) {
    const names = new Set(heavy.flatMap(([, change]) => Object.keys(change)))
    const values = [...names].map((name) => [name, heavy.map(([, change]) => change[name])])
    this.Plotly.restyle(this.plot, Object.fromEntries(values), heavy.map(([place]) => place))
  }

  #listen() {
    this.heard = true
    this.plot.on('plotly_click', ({ points: [point] }) => {
      const editing = (this.overlay.editor?.mode ?? 'look') !== 'look'
      if (this.spec.touch.pick && !editing && named(point)) {
        this.send({ kind: 'pick', figure: this.key, row: row(point) })
      }
    })
    this.plot.on('plotly_hover', ({ points: [point] }) => {
      if (named(point)) this.onHover?.(row(point))
    })
    this.plot.on('plotly_unhover', () => this.onHover?.(null))
    this.plot.on('plotly_relayout', () => this.overlay.draw())
  }

  #menu() {
    const menu = el('details', { class: 'lab-menu' })
    const summary = el('summary', { class: 'lab-button', 'aria-label': 'Tools of the figure', title: 'Tools of the figure' })
    summary.append(icon('more'))
    const list = el('div', { class: 'lab-menu-list' })
    const item = (name, act) => {
      const button = el('button', { type: 'button' }, name)
      button.addEventListener('click', () => {
        menu.open = false
        act()
      })
      list.append(button)
    }
    item('Numbers', () => this.send({ kind: 'numbers', figure: this.key }))
    item('Save as PNG', () => this.#save())
    item('Zoom by dragging', () => this.#zoom(true))
    item('Whole figure', () => this.#zoom(false))
    item('Full screen', () => this.root.requestFullscreen?.())
    menu.append(summary, list)
    menu.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') menu.open = false
    })
    menu.addEventListener('focusout', (event) => {
      if (!menu.contains(/** @type {Node} */ (event.relatedTarget))) menu.open = false
    })
    return menu
  }

  #zoom(on) {
    this.zooming = on
    const ranges = on ? {} : original(this.spec.layout)
    this.Plotly.relayout(this.plot, { dragmode: on ? 'zoom' : false, ...ranges })
  }

  #save() {
    const { width, height } = this.plot._fullLayout
    this.Plotly.downloadImage(this.plot, { format: 'png', scale: 2, width, height, filename: this.key })
  }
}

const named = (point) => point.customdata !== undefined && point.customdata !== null
const row = (point) => (Array.isArray(point.customdata) ? point.customdata[0] : point.customdata)

/** Every axis as Python had it. */
function original(layout) {
  const axes = Object.entries(layout).filter(([name]) => /^[xy]axis\d*$/.test(name))
  return Object.fromEntries(
    axes.map(([name, axis]) => (axis.range ? [`${name}.range`, [...axis.range]] : [`${name}.autorange`, true]))
  )
}

/** Until a prediction is made, a curve is drawn no further than the moment on show. */
function hideFuture(data, spec, moment) {
  for (const { traces, rows } of spec.motions.filter((motion) => motion.kind === 'cursor')) {
    const until = Math.max(0, rows[moment] + 1)
    for (const place of traces) {
      const { x, y } = data[place]
      Object.assign(data[place], until ? { x: x.slice(0, until), y: y.slice(0, until) } : { x: [null], y: [null] })
    }
  }
}

/** The layout in the colours of the theme; axes are copies, because Plotly writes into them. */
function dressed(layout, look, width) {
  const made = { ...layout, paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)' }
  made.font = { family: look.font, color: look.text, size: width < NARROW ? 11 : 13, ...layout.font }
  made.legend = { bgcolor: 'rgba(0,0,0,0)', ...layout.legend }
  made.hoverlabel = { namelength: -1, bgcolor: look.ground, font: { color: look.text }, ...layout.hoverlabel }
  for (const name of Object.keys(layout)) {
    if (/^[xy]axis\d*$/.test(name)) {
      made[name] = { gridcolor: look.line, linecolor: look.line, zerolinecolor: look.line, automargin: true, ...structuredClone(layout[name]) }
    }
  }
  return made
}
