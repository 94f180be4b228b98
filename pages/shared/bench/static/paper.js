// @ts-check
/** Paper: for a printer all figures are drawn one below the other in the width of a page. */

/** @param {Element} root @param {(on: boolean) => void} fit @param {AbortSignal} signal */
export function onPaper(root, fit, signal) {
  const lay = (/** @type {boolean} */ on) => {
    root.classList.toggle('lab-paper', on)
    fit(on)
  }
  addEventListener('beforeprint', () => lay(true), { signal })
  addEventListener('afterprint', () => lay(false), { signal })
  matchMedia('print').addEventListener('change', ({ matches }) => lay(matches), { signal })
}
