"""How does a photograph lose what it tells beyond its picture? It is drawn anew, without metadata.

Place, time and camera stand in the metadata; a second file may hide behind the picture. Both are
gone after this. The orientation is applied before its mark is dropped.
"""

from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from minga.record.rules.document_types import DocumentRefused, DocumentType

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 60_000_000
QUALITY = 88
_FORMATS = {DocumentType.PNG: "PNG", DocumentType.JPEG: "JPEG", DocumentType.WEBP: "WEBP"}
_MODES = {
    DocumentType.PNG: frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}),
    DocumentType.JPEG: frozenset({"L", "RGB"}),
    DocumentType.WEBP: frozenset({"RGB", "RGBA"}),
}


def redraw(source: IO[bytes], target: IO[bytes], kind: DocumentType) -> None:
    """Write the picture of `source` to `target`, and nothing but the picture.

    Raises DocumentRefused: `image-too-large` before anything is unpacked, `image-animated`,
    `image-damaged`.
    """
    # late: heavy (Pillow)
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - late: heavy (Pillow)

    # The own check below comes before unpacking; Pillow's would only warn, and for all threads.
    Image.MAX_IMAGE_PIXELS = None
    source.seek(0)
    try:
        with Image.open(source, formats=[_FORMATS[kind]]) as image:
            _refuse(image)
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            _plain(image, kind).save(target, format=_FORMATS[kind], **_options(kind))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DocumentRefused("image-damaged") from error


def _refuse(image: "Image") -> None:
    if image.width * image.height > MAX_PIXELS:
        raise DocumentRefused("image-too-large", width=image.width, height=image.height)
    if getattr(image, "n_frames", 1) > 1:
        raise DocumentRefused("image-animated")


def _plain(image: "Image", kind: DocumentType) -> "Image":
    """Return the picture in sRGB or grey, without a note of any kind.

    Not copied where it can be helped: a copy of a large photo costs as much as unpacking it.
    """
    shown = _in_srgb(image)
    if shown.mode not in _MODES[kind]:
        shown = shown.convert(
            "RGBA" if "A" in shown.mode and kind is not DocumentType.JPEG else "RGB"
        )
    shown.info = {key: value for key, value in shown.info.items() if key == "transparency"}
    return shown


def _in_srgb(image: "Image") -> "Image":
    """Turn the colours of a camera's own profile into the common ones, since the profile goes."""
    # late: heavy (Pillow)
    from PIL import ImageCms  # noqa: PLC0415 - late: heavy (Pillow)
    from PIL.ImageCms import PyCMSError  # noqa: PLC0415 - late: heavy (Pillow)

    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        common = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, own, common, outputMode="RGB")
    except (PyCMSError, OSError):
        return image
    return turned or image


def _options(kind: DocumentType) -> dict[str, Any]:
    return {} if kind is DocumentType.PNG else {"quality": QUALITY}
