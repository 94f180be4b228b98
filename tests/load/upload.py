"""Bringing a file, as the browser does: ask where to, put it there with the token, say so."""

import asyncio
import urllib.request
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.load.student import Rerun, Student

_EDGE = "neuron-lab-edge"


async def upload(student: Student, uploader: Any, name: str, content: bytes) -> Rerun:
    """Put a file into an uploader on the student's page, and wait for the run that follows."""
    urls = await _place(student, name)
    await asyncio.to_thread(_put, student.server, urls.upload_url, name, content)
    state = WidgetState(id=uploader.id)
    info = state.file_uploader_state_value.uploaded_file_info.add()
    info.name, info.size, info.file_id = name, len(content), urls.file_id
    info.file_urls.CopyFrom(urls)
    student.talk.put(state)
    return await student.run(f"upload {name}")


async def _place(student: Student, name: str) -> Any:
    message = BackMsg()
    request = message.file_urls_request
    request.request_id, request.session_id = "upload", student.talk.session
    request.file_names.append(name)
    await student.tell(message, until=lambda: "upload" in student.talk.uploads)
    return student.talk.uploads.pop("upload")[0]


def _put(server: str, path: str, name: str, content: bytes) -> None:
    with urllib.request.urlopen(f"{server}/_stcore/health", timeout=30) as answer:
        cookie = answer.headers["Set-Cookie"].split(";")[0]
    quoted = name.replace('"', "%22").replace("\r", "").replace("\n", "")
    body = (
        f'--{_EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    ).encode() + content + f"\r\n--{_EDGE}--\r\n".encode()  # fmt: skip
    request = urllib.request.Request(
        f"{server}/{path.lstrip('/')}",
        data=body,
        method="PUT",
        headers={
            "Content-Type": f"multipart/form-data; boundary={_EDGE}",
            "Cookie": cookie,
            "X-Xsrftoken": cookie.partition("=")[2],
        },
    )
    urllib.request.urlopen(request, timeout=60).close()
