"""How much may a request bring before it is cut off? A file far over the limit never fills the disk."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# A file a little over the limit arrives whole, so that its form can say what to do and keep what
# was typed; beyond that the request ends with the page of a bad request.
TOLERANCE = 2


class BoundedUploads(FileUploadHandler):
    """Stands before Django's handlers of uploads and counts; keeps nothing itself."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start counting the next file."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Let a piece pass; RequestDataTooBig when the file is far over the limit."""
        self.received += len(raw_data)
        if self.received > TOLERANCE * settings.DOCUMENT_MAX_BYTES:
            raise RequestDataTooBig("upload over the limit")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""
