// @ts-check
/** When the browser has come to rest: by then Streamlit's controls have what the page has answered. */

const AT_REST = 2000 // milliseconds, after which a browser that never rests has drawn its controls
const SOON = 100, LATE = 20 // milliseconds of a timer, and after it where the browser was at work

/** Call back when the browser has nothing else to do. Safari cannot tell: there it has when a timer is on time. */
export const atRest = (act) => (window.requestIdleCallback ? requestIdleCallback(act, { timeout: AT_REST }) : onTime(act, performance.now() + AT_REST))

function onTime(act, last) {
  const due = performance.now() + SOON
  setTimeout(() => {
    const now = performance.now()
    if (now < due + LATE || now > last) act()
    else onTime(act, last)
  }, SOON)
}
