// Notes when the page's main part was last seen to change, and counts frames. Put into a page before
// its own scripts run.
'use strict'
window.watch = {
  painted: 0, // when the last change was on the screen, in ms since the page was asked for
  pressed: 0, // when the last key went down
  changed: false,
  figure: false,

  begin() {
    this.pressed = 0
    this.painted = performance.now()
  },

  /** Milliseconds without a change. */
  quiet() {
    return performance.now() - this.painted
  },

  /** Frames a second over this many ms, and how many of them changed a figure. */
  frames(ms) {
    return new Promise((resolve) => {
      let frames = 0, changes = 0
      const begin = performance.now()
      const count = (now) => {
        frames += 1
        if (this.figure) changes += 1
        this.figure = false
        if (now - begin < ms) requestAnimationFrame(count)
        else resolve({ frames: (1000 * frames) / (now - begin), changes: (1000 * changes) / (now - begin) })
      }
      requestAnimationFrame(count)
    })
  },
}

const after = new MessageChannel() // its message comes when the frame has been painted
after.port1.onmessage = () => (watch.painted = performance.now())

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
