"""A digest's folder on disk: written whole or not at all, read back for checking, edited without losing a revision."""

from pipeline.folder.digests import FolderDigests
from pipeline.folder.exporting import export, standing_mark
from pipeline.folder.reading import DIGEST, is_touched, read_previous, read_revision, read_standing, standing_number
from pipeline.folder.writing import sweep, write_revision

__all__ = [
    "DIGEST",
    "FolderDigests",
    "export",
    "is_touched",
    "read_previous",
    "read_revision",
    "read_standing",
    "standing_mark",
    "standing_number",
    "sweep",
    "write_revision",
]
