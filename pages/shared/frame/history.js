// One act of the student's is one entry in the browser's history. Streamlit 1.67 adds one for each setting
// that it writes into the address or takes out of it: after a link with many settings, Back would lead
// through all of these half-written addresses, the first of them on the page that was just left.
{
  let added = true // opening the app is no act within it
  const { pushState } = history
  history.pushState = function (...entry) {
    if (added) return history.replaceState(...entry)
    added = true
    pushState.apply(history, entry)
  }
  for (const act of ['pointerdown', 'keydown', 'click']) addEventListener(act, () => (added = false), true)
  addEventListener('popstate', () => (added = true), true) // or Back would leave nothing to go forward to
}
