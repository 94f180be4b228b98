// @ts-check
/** What every figure on the stage has, of whatever kind: a title, tools, and room to draw in. */

import { el, icon } from './elements.js'

export class Cell {
  /** @param {string} key @param {(touch: object) => number} send the touch's count */
  constructor(key, send) {
    this.key = key
    this.send = send
    /** What Python sent last. @type {any} */
    this.spec = null
    this.root = el('figure', { class: 'lab-figure', role: 'group', 'data-key': key })
    this.title = el('figcaption', { class: 'lab-title' })
    this.plot = el('div', { class: 'lab-plot', role: 'img' })
    this.head = el('div', { class: 'lab-head' })
    this.head.append(this.title, this.#menu())
    this.place = el('div', { class: 'lab-place' })
    this.place.append(this.plot)
    this.root.append(this.head, this.place)
  }

  /** The moment on show: the player's, so that it is always one of the run that was sent last. */
  now = () => 0

  /** Another figure of the stage. @type {(key: string) => any} */
  sibling = () => null

  /** Whether the answer to a touch is still to come, by the count that sending it gave. @type {(count: number) => boolean} */
  waits = () => false

  /** The stage shows this figure and the player on the whole screen. */
  onEnlarge = () => {}

  /** Something beside the drawing has left it another room. */
  onRoom = () => {}

  /** The rows that are chosen on the page. @type {Set<number>} */
  selected = new Set()

  /** Take up what Python sent; drawing comes later, and only if the figure is on show. */
  take(spec) {
    const other = spec.alt !== this.spec?.alt
    this.spec = spec
    this.title.textContent = spec.title
    this.root.dataset.place = spec.place
    this.root.dataset.kind = spec.kind
    if (other) this.name('') // until the moment is told: while a run plays, none is
  }

  /** The figure's name for a screen reader, with what is said of the moment. */
  name(caption) {
    this.plot.setAttribute('aria-label', caption ? `${this.spec.alt} On show: ${caption}` : this.spec.alt)
  }

  /**
   * The room to draw in, in pixels; null if the figure is not on show. A figure that needs `least`
   * [across, down] gets so much, and scrolls in its place; on paper it is shrunk.
   */
  get room() {
    const { clientWidth: width, clientHeight: height } = this.place
    if (width < 40 || height < 40) return null
    const [across, down] = this.spec.least ?? [0, 0]
    const wide = Math.max(across, width), high = Math.max(down, height), scrolls = wide > width || high > height
    this.place.classList.toggle('scrolls', scrolls)
    if (scrolls) this.place.style.setProperty('--lab-shrunk', String(Math.min(width / wide, height / high)))
    Object.assign(this.plot.style, scrolls ? { width: `${wide}px`, height: `${high}px` } : { width: '', height: '' })
    return { width: wide, height: high }
  }

  /** Names of tools and what each does; the kinds of figures add theirs. @returns {[string, () => void][]} */
  tools() {
    return [
      ['Numbers', () => {
        smaller() // they are shown on the page, which the whole screen hides
        this.send({ kind: 'numbers', figure: this.key })
      }],
      ['Save as PNG', () => this.save()],
      .../** @type {[string, () => void][]} */ (
        document.fullscreenEnabled ? [['Full screen', () => this.onEnlarge()], ['Leave full screen', smaller]] : []
      ),
    ]
  }

  save() {}

  /**
   * A pen for a picture `scale` times as large as on the screen, on the page's ground: in a dark theme its
   * words are too light for any other.
   */
  pen({ width, height }, scale) {
    const canvas = Object.assign(document.createElement('canvas'), { width: width * scale, height: height * scale })
    const pen = canvas.getContext('2d')
    pen.fillStyle = getComputedStyle(this.root).getPropertyValue('--st-background-color')
    pen.fillRect(0, 0, canvas.width, canvas.height)
    return pen
  }

  /** Leave the stage. It may be drawn at this moment: Plotly's `purge` would break that, and frees no memory. */
  remove() {
    this.root.remove()
  }

  #menu() {
    const menu = el('details', { class: 'lab-menu' })
    const summary = el('summary', { class: 'lab-button', 'aria-label': 'Tools of the figure', title: 'Tools of the figure' })
    summary.append(icon('more'))
    // Safari focuses no button that is clicked but what can have the focus around it: that is to be in the menu.
    const list = el('div', { class: 'lab-menu-list', tabindex: '-1' })
    const item = (name, act) => {
      const button = el('button', { type: 'button', 'data-tool': name }, name)
      button.addEventListener('click', () => {
        menu.open = false
        summary.focus() // also after what opens now is closed again
        act()
      })
      list.append(button)
    }
    for (const [name, act] of this.tools()) item(name, act)
    menu.append(summary, list)
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !menu.open) return
      menu.open = false
      summary.focus()
    })
    menu.addEventListener('focusout', (event) => {
      if (!menu.contains(/** @type {Node} */ (event.relatedTarget))) menu.open = false
    })
    return menu
  }
}

/** Leave the whole screen: not every device has a key for that. */
function smaller() {
  if (document.fullscreenElement) document.exitFullscreen()
}

/** Offer a picture as a file. @param {HTMLCanvasElement} canvas */
export function download(canvas, name) {
  const link = el('a', { href: canvas.toDataURL('image/png'), download: `${name}.png` })
  link.click()
}
