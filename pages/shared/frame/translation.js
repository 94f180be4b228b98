// A browser that translates the page takes each text out of it and puts its own words there, in a FONT.
// React does not know: what it writes into such a text nobody sees, so numbers of another run would stay
// on show; and where it removes one, or puts something before it, it fails, and the page is gone
// (https://github.com/facebook/react/issues/11538). So a text that is written into comes back in place
// of its translation, for the browser to translate anew, and else its translation takes its part.
{
  const translations = new WeakMap()

  /** What is on the page of a node: itself, or its translation, which may have been translated again. */
  function shown(node) {
    while (node && !node.parentNode && translations.has(node)) node = translations.get(node)
    return node
  }

  const written = new MutationObserver((records) => {
    for (const { target } of records) {
      const words = shown(target)
      if (words !== target) words.replaceWith(target)
    }
  })

  new MutationObserver((records) => {
    const fonts = new Set(records.flatMap(({ addedNodes }) => [...addedNodes].filter(isFont)))
    if (!fonts.size) return
    for (const { removedNodes: [left], addedNodes, previousSibling, nextSibling } of records) {
      const words = left && [...addedNodes, previousSibling, nextSibling].find((node) => fonts.delete(node))
      if (!words) continue
      translations.set(left, words)
      written.observe(left, { characterData: true })
      haveReactFind()
    }
  }).observe(document.body, { childList: true, subtree: true })

  const isFont = (node) => node.nodeName === 'FONT'

  /** From the first translation on, what React does to a text it does to what is shown of it. */
  let finds = false
  function haveReactFind() {
    if (finds) return
    finds = true
    const { appendChild, insertBefore, removeChild } = Node.prototype
    const takeAway = (node) => shown(node) !== node && shown(node).remove() // else both would be on show
    Node.prototype.removeChild = function (child) {
      return removeChild.call(this, shown(child))
    }
    Node.prototype.insertBefore = function (node, place) {
      takeAway(node)
      return insertBefore.call(this, node, shown(place))
    }
    Node.prototype.appendChild = function (node) {
      takeAway(node)
      return appendChild.call(this, node)
    }
  }
}
