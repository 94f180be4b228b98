// @ts-check
/** Making elements and the few icons of the bench. */

/** @returns {any} */
export function el(tag, attributes = {}, text = '') {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  if (text) made.textContent = text
  return made
}

/** A box for a number of at most this size: the browser says so of a larger one. @param {number} most */
export const numberBox = (most) => el('input', { type: 'number', step: 'any', min: String(-most), max: String(most) })

/** Pixels that a pointer may move in a click: a finger is never as still as a mouse, a key has no tremor. */
const STILL = { mouse: 5, touch: 15, key: 1 }

/** Whether a pointer has moved too far from where it went down for a click. */
export function moved(from, { clientX, clientY, pointerType }) {
  return Math.hypot(clientX - from.clientX, clientY - from.clientY) >= (STILL[pointerType] ?? STILL.mouse)
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** Whether a key is the browser's or the system's, such as for Back: it is pressed together with one of these. */
export const isBrowsers = ({ altKey, ctrlKey, metaKey }) => altKey || ctrlKey || metaKey

/** Which way an arrow key leads, across and down; undefined for every other key. */
export const arrow = (event) => (isBrowsers(event) ? undefined : ARROWS[event.key])

/** Minus and plus; `press` gets -1 or 1. One that is off keeps the focus, and does nothing. */
export function stepButtons(press) {
  return [-1, 1].map((by) => {
    const button = el('button', { type: 'button' }, by < 0 ? '−' : '+')
    button.addEventListener('click', () => button.getAttribute('aria-disabled') === 'true' || press(by))
    return button
  })
}

/**
 * Both say what they would do, and whether they can: there are `now`, from `least` to `most`.
 * @param {any[]} buttons @param {string} of @param {number} now @param {number[]} bounds
 */
export function nameSteps([less, more], of, now, [least, most]) {
  const tell = (button, name, off) => {
    button.setAttribute('aria-label', name)
    button.title = name
    button.setAttribute('aria-disabled', String(off))
  }
  tell(less, `One ${of} fewer`, now <= least)
  tell(more, `One ${of} more`, now >= most)
}

const PATHS = {
  play: 'M8 5v14l11-7z',
  pause: 'M7 5h4v14H7zM13 5h4v14h-4z',
  back: 'M15 5v14L6 12z',
  forward: 'M9 5v14l9-7z',
  start: 'M6 5h2.5v14H6zM19 5v14l-9.5-7z',
  end: 'M15.5 5H18v14h-2.5zM5 5v14l9.5-7z',
  more: 'M5 10h4v4H5zM10 10h4v4h-4zM15 10h4v4h-4z',
}

/** A picture that says nothing to a screen reader: its button has a name. */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(space, 'path')
  path.setAttribute('d', PATHS[name])
  svg.append(path)
  return svg
}
