// @ts-check
/** Where the files of the bench lie, and the figures' library, which is loaded once. */

const here = new URL('.', import.meta.url)
let loading = null

/** Plotly, from the route beside this one. @returns {Promise<any>} */
export function plotly(version) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = new URL(`../plotly-${version}/plotly.min.js`, here).href
    script.onload = () => resolve(/** @type {any} */ (window).Plotly)
    script.onerror = () => {
      loading = null // the next move of a control tries again
      reject(new Error(`The figures' library could not be loaded from ${script.src}.`))
    }
    document.head.append(script)
  })
  return loading
}
