// @ts-check
/**
 * The stage: all figures of a page's run and the player that moves them. Streamlit calls `render`
 * again with new data after each run of the page; figures with the same key stay as they are and
 * only take up what has changed.
 */

import { plotly } from './base.js'
import { Control } from './control.js'
import { decode } from './wire.js'
import { Figure } from './figure.js'
import { keepMoment, lastMoment } from './memory.js'
import { Network } from './network.js'
import { Player } from './player.js'
import { Touches } from './touches.js'
import { el, isBrowsers } from './elements.js'
import { onPaper } from './paper.js'

/** Who draws which kind of figure (the kinds of Python's figures). */
const KINDS = { plotly: Figure, network: Network }

const SOON = 1000 // milliseconds in which the figures' library is there, but for a slow line's first time

/** @type {WeakMap<Element, Stage>} */
const stages = new WeakMap()

/** What Streamlit calls: show the scene of this run, keep the stage of the last one. */
export function render({ data, parentElement, setTriggerValue }) {
  let stage = stages.get(parentElement)
  if (!stage) {
    stage = new Stage(parentElement)
    stages.set(parentElement, stage)
  }
  stage.trigger = setTriggerValue
  stage.show(decode(data)).catch((error) => stage.fail(error))
}

/** What Streamlit calls when the page has no stage any more. */
export function leave(parentElement) {
  stages.get(parentElement)?.close()
  stages.delete(parentElement)
}

class Stage {
  constructor(host) {
    /** Tells the page; each answer brings it anew. @type {(name: string, touches: object[]) => void} */
    this.trigger = () => {}
    this.host = host
    this.root = el('div', { class: 'lab-stage' })
    this.tabs = el('div', { class: 'lab-tabs', role: 'group', 'aria-label': 'Figures' })
    this.cells = el('div', { class: 'lab-cells' })
    this.note = el('p', { class: 'lab-note', role: 'alert', hidden: '' })
    this.player = new Player((moment, playing) => this.#move(moment, playing), () => this.#goOn())
    this.root.append(this.player.root, this.tabs, this.note, this.cells)
    host.replaceChildren(this.root)
    /** @type {Map<string, Figure | Network>} */
    this.figures = new Map()
    /** Those on show when all was drawn last: to ask the page again has it lay itself out. */
    this.shown = []
    this.selected = new Set()
    this.pointed = null
    this.root.addEventListener('keydown', (event) => this.#key(event))
    this.sizes = new ResizeObserver(() => this.#redraw())
    for (const sized of [host, this.cells]) this.sizes.observe(sized)
    this.gone = new AbortController()
    this.touches = new Touches()
    onPaper(this.root, (on) => this.#lay(on), this.gone.signal)
    document.addEventListener('fullscreenchange', () => this.#fill(), { signal: this.gone.signal })
    const rests = () => (this.scene.tells && !this.player.playing && !this.player.locked ? this.player.moment : null)
    this.control = new Control(rests, () => this.#touch({ kind: 'rest' }), (count) => this.touches.waits(count))
  }

  async show(scene) {
    this.root.dataset.busy = 'true' // for those who wait until all is drawn
    const Plotly = await this.#library(scene.plotly)
    this.note.hidden = true
    const before = this.scene
    this.scene = scene
    this.touches.answered(scene.answered)
    this.player.load(scene)
    const { goesOn } = this
    this.goesOn = false
    this.#moment(before, goesOn)
    this.selected = new Set(scene.selected)
    this.player.tell() // before the figures are drawn: how long it is decides what room they have
    this.#cast(Plotly)
    this.#tabs()
    const { moment } = this.player
    await Promise.all(this.#draw())
    // What was drawn stands, unless somebody has moved on meanwhile, or one figure shows another's map.
    const linked = scene.figures.some(({ kind }) => kind !== 'plotly')
    if (linked || this.player.moment !== moment) this.player.go(this.player.moment)
    else this.#rest(moment)
    this.#mark(scene.tells ? this.pointed : null) // a scene may come because the run has come to rest
    this.root.dataset.busy = 'false'
    this.root.dataset.drawn = String(Number(this.root.dataset.drawn ?? 0) + 1)
    if ((before?.locked && !scene.locked) || goesOn) this.player.offer()
  }

  fail(error) {
    console.error(error)
    this.#say(`${error.message} Everything else on the page works; reload it to try again.`)
  }

  /** Plotly. Who waits for it is told what for. */
  #library(version) {
    const late = setTimeout(() => this.#say('The figures are being loaded.'), SOON)
    return plotly(version).finally(() => clearTimeout(late))
  }

  #say(text) {
    this.note.textContent = text
    this.note.hidden = false
  }

  close() {
    this.player.pause()
    this.control.stop()
    this.sizes.disconnect()
    this.gone.abort()
    for (const figure of this.figures.values()) figure.remove()
  }

  /** Every figure on show in the room it has; what is read of the page is read before any is drawn. */
  #draw() {
    const shown = [...this.figures.values()].filter((figure) => figure.root.getClientRects().length)
    const rooms = shown.map((figure) => figure.room)
    const look = { ...themeOf(this.host), ...(this.root.classList.contains('lab-paper') ? PAPER : {}) }
    this.shown = shown
    return shown.map((figure, i) => rooms[i] && figure.draw(rooms[i], look, this.player.locked))
  }

  /** The moment to open at: the run's own start, what this tab remembers, or where it was. */
  #moment(before, goesOn) {
    const { scene, player } = this
    if (scene.tells) {
      const moved = this.control.moved(scene.start)
      if (moved) player.stop() // the student wants to see this moment
      if (!before || before.clock !== scene.clock || moved) player.moment = scene.start
    } else if (!before) {
      const kept = lastMoment(scene.clock)
      player.moment = Number.isInteger(kept) ? kept : scene.start
    } else if (scene.locked || before.clock !== scene.clock || (before.locked && !scene.locked)) {
      player.moment = scene.start
    }
    if (goesOn) player.moment = 0
    player.moment = Math.max(0, Math.min(player.last, player.moment))
  }

  /** Another run begins with the moment on show, and plays as soon as it is there. The start is its own. */
  #goOn() {
    if (this.player.moment === 0) return this.player.play()
    this.player.pause()
    this.goesOn = true
    this.#touch({ kind: 'onward' })
  }

  /** A cell for every figure of the scene, in its order; cells that are gone leave. */
  #cast(Plotly) {
    const wanted = this.scene.figures.map((spec) => spec.key)
    for (const [key, figure] of this.figures) {
      if (!wanted.includes(key)) {
        figure.remove()
        this.figures.delete(key)
      }
    }
    this.scene.figures.forEach((spec, i) => {
      const figure = this.figures.get(spec.key) ?? this.#made(spec, Plotly)
      figure.selected = this.selected
      figure.take(spec)
      if (this.cells.children[i] !== figure.root) this.cells.insertBefore(figure.root, this.cells.children[i] ?? null)
    })
    const side = this.scene.figures.filter((spec) => spec.place === 'side').length
    this.cells.dataset.side = String(side)
    this.cells.dataset.mains = String(this.scene.figures.filter((spec) => spec.place === 'main').length)
    this.cells.style.setProperty('--side-rows', String(Math.max(1, side > 3 ? Math.ceil(side / 2) : side)))
  }

  /** A new figure, which asks the stage for the moment and tells it what is done with it. */
  #made({ key, kind }, Plotly) {
    const figure = new KINDS[kind](key, (touch) => this.#touch(touch), Plotly)
    figure.now = () => this.player.moment
    figure.onHover = (row) => this.#mark(row)
    figure.onEnlarge = () => {
      this.alone = figure
      figure.root.classList.add('lab-alone') // before the screen is filled, so that it never is empty
      this.root.requestFullscreen()
    }
    figure.onRoom = () => this.#redraw()
    figure.onChange = () => this.#move(this.player.moment, this.player.playing)
    figure.sibling = (other) => this.figures.get(other)
    figure.waits = (count) => this.touches.waits(count)
    this.figures.set(key, figure)
    return figure
  }

  /** On a phone one figure is on show at a time, so that it stays in view: these choose which. */
  #tabs() {
    const { figures } = this.scene
    const main = figures.find(({ place }) => place === 'main')?.key
    if (this.front === this.main) this.front = main // such as the one that a guess is drawn on now
    this.main = main
    if (!figures.some((spec) => spec.key === this.front)) this.front = figures[0]?.key
    this.tabs.hidden = figures.length < 2
    const names = JSON.stringify(figures.map(({ key, tab }) => [key, tab]))
    if (this.tabs.dataset.names !== names) this.tabs.replaceChildren(...figures.map((spec) => this.#tab(spec)))
    this.tabs.dataset.names = names
    for (const tab of this.tabs.children) tab.setAttribute('aria-pressed', String(tab.dataset.key === this.front))
    for (const [key, figure] of this.figures) figure.root.classList.toggle('lab-front', key === this.front)
    const least = this.figures.get(this.front)?.spec.least?.[1] ?? 0
    this.root.style.setProperty('--lab-least', `${least}px`)
  }

  #tab({ key, tab }) {
    const button = el('button', { type: 'button', 'data-key': key }, tab)
    button.addEventListener('click', () => {
      this.front = key
      this.#tabs()
      this.#redraw()
    })
    return button
  }

  /** Draw what has come into view or found another size of its room. */
  #redraw() {
    if (!this.scene) return
    this.player.fit()
    this.#draw()
    if (!this.player.playing) this.#name()
  }

  /** On paper a run that plays stops at the moment that is printed, and stays there. */
  #lay(paper) {
    if (paper) this.player.pause()
    this.#redraw()
  }

  /** On the whole screen one figure stands alone with the player; afterwards all are back. */
  #fill() {
    const filled = document.fullscreenElement === this.root
    for (const figure of this.figures.values()) figure.root.classList.toggle('lab-alone', filled && figure === this.alone)
    this.#redraw()
  }

  #move(moment, playing) {
    this.goesOn = false // the student is at the player again
    for (const figure of this.shown) figure.move()
    if (!playing) this.#rest(moment)
  }

  /** The run rests at a moment: the figures say so, and this tab remembers it. */
  #rest(moment) {
    this.#name()
    if (this.scene.tells) this.control.rest()
    else keepMoment(this.scene.clock, moment)
  }

  /** Those on show: one that has been away was last named at another moment, or never. */
  #name() {
    const { locked, moment } = this.player
    for (const figure of this.shown) figure.name(locked ? '' : this.scene.captions[moment])
  }

  #mark(row) {
    this.pointed = row
    const rows = new Set(this.selected)
    if (row !== null) rows.add(row)
    for (const figure of this.shown) figure.mark(rows)
  }

  #touch(touch) {
    if (touch.kind !== 'rest') this.control.hurry()
    const sent = this.touches.add({ ...touch, moment: this.player.moment })
    this.trigger('touch', sent)
    return sent[sent.length - 1].count
  }

  #key(event) {
    if (isBrowsers(event) || this.#isFor(event.target, event.key)) return
    const act = {
      ArrowLeft: () => this.player.step(-1),
      ArrowRight: () => this.player.step(1),
      Home: () => this.player.step(-this.player.last),
      End: () => this.player.step(this.player.last),
      ' ': () => this.player.toggle(),
    }[event.key]
    if (!act || this.player.locked) return
    event.preventDefault()
    act()
  }

  /** Whether an element does something of its own with a key: the scrubber nothing with a space. */
  #isFor(element, key) {
    if (element === this.player.range) return key !== ' '
    return /^(INPUT|SELECT|TEXTAREA|BUTTON|SUMMARY)$/.test(element.tagName)
  }
}

/** Paper is white, whatever the theme. */
const PAPER = { paper: true, text: '#000000', ground: '#FFFFFF', line: '#D5DAE1' }

/** The theme's colours, as Streamlit hands them to components. */
function themeOf(host) {
  const style = getComputedStyle(host)
  const value = (name) => style.getPropertyValue(name).trim()
  return {
    text: value('--st-text-color') || '#1D2733',
    ground: value('--st-background-color') || '#FFFFFF',
    line: value('--st-border-color-light') || value('--st-border-color') || '#D5DAE1',
    font: value('--st-font') || 'sans-serif',
  }
}
