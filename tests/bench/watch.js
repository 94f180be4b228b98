// Notes when the page's main part was last seen to change, and counts frames. Put into a page before
// its own scripts run.
'use strict'
const FRAME = 1000 / 60
window.watch = {
  painted: 0, // when the last change was on the screen, in ms since the page was asked for
  pressed: 0, // when the last key went down
  changed: false,
  idle: 0, // frames since
  figure: false,

  begin() {
    this.idle = 0
    this.pressed = 0
    this.painted = performance.now()
  },

  /** Milliseconds without a change in which the page could have changed: one that computes is not quiet. */
  quiet() {
    return Math.min(performance.now() - this.painted, this.idle * FRAME)
  },

  /** Frames a second over this many ms, and how many of them a figure was painted in. */
  frames(ms, inEach = () => {}) {
    return new Promise((resolve) => {
      let frames = 0, painted = 0
      const begin = performance.now()
      const count = (now) => {
        frames += 1
        if (this.figure) painted += 1
        this.figure = false
        inEach()
        if (now - begin < ms) requestAnimationFrame(count)
        else resolve({ frames: (1000 * frames) / (now - begin), painted: (1000 * painted) / (now - begin) })
      }
      requestAnimationFrame(count)
    })
  },

  /** The same while the run plays, over and over, with so many moments a second. */
  async played(ms, moments) {
    const [play, scrubber, speed] = ['Play', 'Moment of the run', 'Speed'].map((name) =>
      document.querySelector(`[data-testid=stMain] [aria-label="${name}"]`))
    scrubber.value = '0'
    scrubber.dispatchEvent(new Event('input'))
    play.click()
    const changed = []
    let before = scrubber.value
    await this.frames(2000, () => {
      if (scrubber.value === before) return
      before = scrubber.value
      changed.push(performance.now())
    })
    const took = changed.length > 1 ? (changed.at(-1) - changed[0]) / (changed.length - 1) : 1000 / moments
    speed.append(new Option('one a frame', String((moments * took) / 1000), true, true))
    speed.dispatchEvent(new Event('change'))
    const again = () => play.getAttribute('aria-label') === 'Play' && play.click()
    return this.frames(ms, again)
  },
}

// What a canvas shows is no part of the document.
for (const name of ['putImageData', 'drawImage']) {
  const draw = CanvasRenderingContext2D.prototype[name]
  CanvasRenderingContext2D.prototype[name] = function (...told) {
    watch.figure ||= Boolean(this.canvas.isConnected && inFigure(this.canvas))
    return draw.apply(this, told)
  }
}

const after = new MessageChannel() // its message comes when the frame has been painted
after.port1.onmessage = () => {
  watch.painted = performance.now()
  watch.idle = 0
}
const frame = () => {
  watch.idle += 1
  requestAnimationFrame(frame)
}
requestAnimationFrame(frame)

const inMain = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest('[data-testid=stMain]')
const inFigure = (node) =>
  (node.nodeType === 1 ? node : node.parentElement)?.closest('.lab-figure, .js-plotly-plot')

new MutationObserver((changes) => {
  const seen = changes.filter((change) => inMain(change.target))
  if (!seen.length) return
  watch.figure ||= seen.some((change) => inFigure(change.target))
  if (watch.changed) return
  watch.changed = true
  requestAnimationFrame(() => {
    watch.changed = false
    after.port2.postMessage(0)
  })
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })

document.addEventListener('keydown', (event) => (watch.pressed ||= event.timeStamp), true)
