// A button that goes away when it is pressed takes the focus along: it goes to the nearest box around
// the button that is left, such as the exercise, so that the next Tab goes on from there. The button that
// opens the list of pages on a phone hands it to the list, the one that closes the list back to that one,
// and the one that empties a box to choose from to the box.
{
  const OPENER = '[data-testid=stExpandSidebarButton]', CLOSER = '[data-testid=stSidebarCollapseButton] button'
  let held = []
  const watch = new MutationObserver(() => {
    const box = next(held)
    if (!box) return
    if (!box.matches('button, input')) box.tabIndex = -1
    box.focus({ preventScroll: true })
  })

  /** What gets the focus that a button had, the first of it and all around it; nothing while it has it. */
  function next(all) {
    const [button, ...around] = all
    if (button.matches(CLOSER)) return document.querySelector(OPENER) // of a closed list nothing is seen
    if (button.isConnected || document.activeElement !== document.body) return null
    if (button.matches(OPENER)) return document.querySelector('[data-testid=stSidebar]')
    const left = around.find((one) => one.isConnected)
    return left.closest('.stSelectbox')?.querySelector('input') ?? left
  }

  function hold(button) {
    watch.disconnect()
    held = []
    for (let one = button; one; one = one.parentElement) held.push(one)
    if (button) watch.observe(document.body, { childList: true, subtree: true })
  }

  const HOLDERS = `:is(.stButton, .stSelectbox) button, ${OPENER}, ${CLOSER}`
  document.addEventListener('focusin', ({ target }) => hold(/** @type {Element} */ (target).closest(HOLDERS)))
  document.addEventListener('pointerdown', () => hold(null)) // whoever clicks on nothing has left it
}
