// Every page opens at its top, for the eye and for the keyboard. Streamlit stays where the page just
// left was scrolled to, unless the next one is slow enough for the screen to become empty meanwhile.
let shown
export default function ({ data }) {
  const main = document.querySelector('[data-testid=stMain]')
  if (main && shown && shown !== data.page) {
    main.scrollTo({ top: 0 })
    main.focus({ preventScroll: true })
  }
  shown = data.page
}
