// A button that goes away when it is pressed takes the focus along: it goes to the nearest box around
// the button that is left, such as the exercise, so that the next Tab goes on from there. The button that
// opens the list of pages on a phone hands it to the list, the one that empties a box to choose from to the box.
{
  const OPENER = '[data-testid=stExpandSidebarButton]'
  let held = []
  const watch = new MutationObserver(() => {
    const [button, ...around] = held
    if (button.isConnected || document.activeElement !== document.body) return
    const list = button.matches(OPENER) && document.querySelector('[data-testid=stSidebar]')
    const left = around.find((one) => one.isConnected)
    const box = list || left.closest('.stSelectbox')?.querySelector('input') || left
    if (!box.matches('input')) box.tabIndex = -1
    box.focus({ preventScroll: true })
  })

  function hold(button) {
    watch.disconnect()
    held = []
    for (let one = button; one; one = one.parentElement) held.push(one)
    if (button) watch.observe(document.body, { childList: true, subtree: true })
  }

  document.addEventListener('focusin', ({ target }) => hold(/** @type {Element} */ (target).closest(`:is(.stButton, .stSelectbox) button, ${OPENER}`)))
  document.addEventListener('pointerdown', () => hold(null)) // whoever clicks on nothing has left it
}
