"""The page's link for others: to copy, and as a QR code for the phones of a class.

The link is the browser's address with the settings on show, behind which a quick hand may leave the
address bar; what is not in it is said beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from pages.shared.frame import qr_code, streamlit_internals

_HELP = "A link that opens the page as it is set now, to copy or to scan with a phone."
_LOCAL = (
    "Only this computer can open this address. For other devices in its network, open the app here "
    "by the Network URL that Streamlit printed when it started, and share that."
)
_TOO_LONG = "It is too long for a QR code that a phone could read from a screen."


def link(address: str, settings: Mapping[str, str]) -> str:
    """The page's address with its settings. On Streamlit's Community Cloud an app lies in a frame
    of the page that everybody opens; of the two, that page's address is given."""
    page = address.replace("/~/+/", "/", 1)
    return f"{page}?{urlencode(settings, quote_via=quote, safe=',;:')}" if settings else page


def notes(address: str, kept_back: Sequence[str]) -> list[str]:
    """What somebody has to know who gives this link to others, also of what is kept back."""
    local = _is_local(urlsplit(address).hostname or "")
    return [*([_LOCAL] if local else []), *kept_back]


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def button(settings: Callable[[], Mapping[str, str]], kept_back: Sequence[str]) -> None:
    """A button that opens the page's link with these settings, asked for only if pressed, and says
    what of the page is kept back from others."""
    icon = ":material/share:"
    if st.button("Share", key="share_page", icon=icon, help=_HELP, width="stretch"):
        _dialog(settings(), kept_back)


@st.dialog("Share this page", width="medium")
def _dialog(settings: Mapping[str, str], kept_back: Sequence[str]) -> None:
    address = streamlit_internals.address()
    shared = link(address, settings)
    st.markdown("Whoever opens this link sees the page with the settings that you have now.")
    for note in notes(address, kept_back):
        st.info(note)
    try:
        st.image(qr_code.svg(shared), width="stretch", alt="QR code of the link below")
    except ValueError:
        st.caption(_TOO_LONG)
    st.code(shared, language=None, wrap_lines=True)
